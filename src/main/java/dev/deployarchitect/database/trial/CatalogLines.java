package dev.deployarchitect.database.trial;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that PostgreSQL's catalog knows of a database's tables, as lines that can be compared:
 * columns with type, NULL, default, identity, collation, comment, privileges and statistics,
 * indexes, constraints, triggers, policies, views, publications, sequences, enums and functions.
 * The names of indexes and constraints and the order of columns are left out.
 */
public final class CatalogLines {
  private static final String QUERY =
      """
      WITH tables AS (
        SELECT c.oid, c.oid::regclass::text AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p') AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'
      )
      SELECT format('column %s.%s %s%s%s%s%s%s%s%s%s', t.name, a.attname, format_type(a.atttypid, a.atttypmod),
          CASE WHEN a.attnotnull THEN ' NOT NULL' END,
          ' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid),
          CASE WHEN a.attidentity <> '' THEN ' IDENTITY ' || a.attidentity::text END,
          CASE WHEN a.attgenerated <> '' THEN ' GENERATED' END,
          CASE WHEN a.attcollation <> y.typcollation THEN ' COLLATE ' || a.attcollation::regcollation::text END,
          ' COMMENT ' || quote_literal(col_description(t.oid, a.attnum)),
          ' PRIVILEGES ' || a.attacl::text,
          CASE WHEN a.attstattarget >= 0 THEN ' STATISTICS ' || a.attstattarget::text END) AS line
        FROM tables t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
        JOIN pg_type y ON y.oid = a.atttypid LEFT JOIN pg_attrdef d ON d.adrelid = t.oid AND d.adnum = a.attnum
      UNION ALL SELECT 'index ' || regexp_replace(pg_get_indexdef(i.indexrelid), 'INDEX .*? ON ', 'INDEX ON ')
          || CASE WHEN i.indisvalid THEN '' ELSE ' INVALID' END || CASE WHEN i.indisreplident THEN ' REPLICA IDENTITY' ELSE '' END
        FROM tables t JOIN pg_index i ON i.indrelid = t.oid
      UNION ALL SELECT format('constraint of %s: %s', t.name, pg_get_constraintdef(c.oid))
        FROM tables t JOIN pg_constraint c ON c.conrelid = t.oid WHERE c.contype <> 'n'
      UNION ALL SELECT 'trigger ' || pg_get_triggerdef(g.oid) || ' ' || g.tgenabled::text
        FROM tables t JOIN pg_trigger g ON g.tgrelid = t.oid WHERE NOT g.tgisinternal
      UNION ALL SELECT format('policy %s of %s: %s %s %s', p.polname, t.name, p.polcmd,
          pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))
        FROM tables t JOIN pg_policy p ON p.polrelid = t.oid
      UNION ALL SELECT format('publication %s of %s.%s (%s)', pubname, schemaname, tablename, attnames) FROM pg_publication_tables
      UNION ALL SELECT format('statistics %s', regexp_replace(pg_get_statisticsobjdef(s.oid), 'STATISTICS \\S+', 'STATISTICS'))
        FROM tables t JOIN pg_statistic_ext s ON s.stxrelid = t.oid
      UNION ALL SELECT format('view %s: %s', c.oid::regclass, pg_get_viewdef(c.oid)) FROM pg_class c
        JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('v', 'm')
        AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'
      UNION ALL SELECT format('sequence of %s.%s: %s by %s', d.refobjid::regclass, d.refobjsubid IS NOT NULL,
          format_type(s.seqtypid, NULL), s.seqincrement)
        FROM pg_sequence s LEFT JOIN pg_depend d ON d.objid = s.seqrelid AND d.deptype IN ('a', 'i')
          AND d.classid = 'pg_class'::regclass AND d.refobjsubid > 0
      UNION ALL SELECT format('enum %s: %s', enumtypid::regtype, string_agg(enumlabel, ', ' ORDER BY enumsortorder))
        FROM pg_enum GROUP BY enumtypid
      UNION ALL SELECT format('function %s', p.oid::regprocedure) FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
        WHERE n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'
      """;

  private CatalogLines() {}

  /** Each line with how often it is there. */
  static SortedMap<String, Integer> read(Connection connection) throws SQLException {
    SortedMap<String, Integer> lines = new TreeMap<>();
    try (var statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(QUERY)) {
      while (rows.next()) {
        lines.merge(rows.getString(1), 1, Integer::sum);
      }
    }
    return lines;
  }

  /** In words, how {@code is} differs from {@code should}; empty where it does not. */
  public static List<String> differences(
      SortedMap<String, Integer> should, SortedMap<String, Integer> is) {
    List<String> differences = new ArrayList<>();
    should.forEach((line, times) -> {
      if (is.getOrDefault(line, 0) < times) {
        differences.add("missing: " + line);
      }
    });
    is.forEach((line, times) -> {
      if (should.getOrDefault(line, 0) < times) {
        differences.add("left behind: " + line);
      }
    });
    return differences;
  }
}
