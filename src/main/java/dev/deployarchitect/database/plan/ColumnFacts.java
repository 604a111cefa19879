package dev.deployarchitect.database.plan;

import dev.deployarchitect.database.trial.Stage;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the catalog says of a column once the migrations have run.
 *
 * @param type with its limits, as format_type writes it
 * @param fallback its DEFAULT, empty where it has none
 * @param comparable whether its type knows equality, which json does not
 * @param key the columns of the table's primary key
 * @param indexes that hold the column, those of constraints among them
 * @param constraints that hold the column
 * @param attributes further facts, each in its own words: identity, sequence, generated, enum
 */
record ColumnFacts(
    String table,
    String column,
    String type,
    boolean notNull,
    String fallback,
    String collation,
    String comment,
    boolean comparable,
    List<String> key,
    List<Index> indexes,
    List<Constraint> constraints,
    List<String> grants,
    Attributes attributes) {

  /**
   * An index.
   *
   * @param on the definition behind its name: {@code ON "User" USING btree (name)}
   */
  record Index(String name, boolean unique, String on) {}

  /**
   * A constraint.
   *
   * @param kind {@code p}, {@code u}, {@code f}, {@code c} or {@code x}, as pg_constraint has it
   */
  record Constraint(String name, String kind, String definition) {}

  /**
   * What makes a column special.
   *
   * @param enumType the name of its type where that is an enum, else empty
   * @param labels of that enum
   */
  record Attributes(
      boolean identity,
      boolean sequence,
      boolean generated,
      boolean partitioned,
      String schema,
      String enumType,
      List<String> labels) {}

  private static final String COLUMN =
      """
      SELECT format_type(a.atttypid, a.atttypmod), a.attnotnull,
        CASE WHEN a.attgenerated = '' THEN pg_get_expr(d.adbin, d.adrelid) END,
        CASE WHEN a.attcollation <> t.typcollation THEN a.attcollation::regcollation::text END,
        col_description(c.oid, a.attnum), a.attidentity <> '',
        pg_get_serial_sequence(c.oid::regclass::text, a.attname) IS NOT NULL, a.attgenerated <> '',
        c.relkind = 'p' OR c.relispartition, n.nspname, CASE WHEN t.typtype = 'e' THEN t.typname END,
        coalesce(b.typname, t.typname) IN ('json', 'xml', 'point', 'polygon', 'circle', 'box', 'path', 'line', 'lseg')
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      JOIN pg_type t ON t.oid = a.atttypid LEFT JOIN pg_type b ON b.oid = t.typelem AND t.typcategory = 'A'
      LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
      WHERE c.relkind IN ('r', 'p') AND n.nspname NOT LIKE 'pg\\_%' AND c.relname = :table: AND a.attname = :column:
      """;

  private static final String INDEXES =
      """
      SELECT x.relname, i.indisunique, regexp_replace(pg_get_indexdef(i.indexrelid), '^.*? ON ', 'ON ')
      FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid
      JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attname = :column:
      WHERE i.indrelid = :table:::regclass AND NOT i.indisprimary AND (a.attnum = ANY (i.indkey) OR EXISTS (
        SELECT 1 FROM pg_depend p WHERE p.classid = 'pg_class'::regclass AND p.objid = i.indexrelid
          AND p.refobjid = i.indrelid AND p.refobjsubid = a.attnum))
      ORDER BY x.relname
      """;

  private static final String CONSTRAINTS =
      """
      SELECT c.conname, c.contype, replace(pg_get_constraintdef(c.oid), ' NOT VALID', '')
      FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attname = :column:
      WHERE c.conrelid = :table:::regclass AND a.attnum = ANY (c.conkey) AND c.contype <> 'n' ORDER BY c.conname
      """;

  private static final String GRANTS =
      """
      SELECT format('GRANT %s (%I) ON %s TO %s;', g.privilege_type, a.attname, a.attrelid::regclass,
        CASE WHEN g.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(g.grantee)) END)
      FROM pg_attribute a, aclexplode(a.attacl) g WHERE a.attrelid = :table:::regclass AND a.attname = :column:
      """;

  private static final String KEY =
      """
      SELECT a.attname FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
      WHERE i.indrelid = :table:::regclass AND i.indisprimary
      """;

  /** Empty where there is no such column. */
  static Optional<ColumnFacts> read(Stage stage, String table, String column) throws SQLException {
    String name = ChangeRequest.literal(column);
    List<List<String>> found = stage.rows(filled(COLUMN, ChangeRequest.literal(table), name));
    if (found.isEmpty()) {
      return Optional.empty();
    }
    List<String> row = found.getFirst();
    String schema = row.get(9);
    String relation =
        ChangeRequest.literal(ChangeRequest.quoted(schema) + "." + ChangeRequest.quoted(table));
    List<Index> indexes = new ArrayList<>();
    for (List<String> i : stage.rows(filled(INDEXES, relation, name))) {
      indexes.add(new Index(i.get(0), i.get(1).equals("t"), i.get(2)));
    }
    List<Constraint> constraints = new ArrayList<>();
    for (List<String> c : stage.rows(filled(CONSTRAINTS, relation, name))) {
      constraints.add(new Constraint(c.get(0), c.get(1), c.get(2)));
    }
    String enumType = row.get(10);
    return Optional.of(
        new ColumnFacts(
            table,
            column,
            row.get(0),
            row.get(1).equals("t"),
            row.get(2),
            row.get(3),
            row.get(4),
            !row.get(11).equals("t"),
            first(stage, filled(KEY, relation, name)),
            indexes,
            constraints,
            first(stage, filled(GRANTS, relation, name)),
            new Attributes(
                row.get(5).equals("t"),
                row.get(6).equals("t"),
                row.get(7).equals("t"),
                row.get(8).equals("t"),
                schema,
                enumType,
                enumType.isEmpty()
                    ? List.of()
                    : first(
                        stage,
                        "SELECT enumlabel FROM pg_enum WHERE enumtypid = %s::regtype"
                            .formatted(ChangeRequest.literal(row.get(0)))))));
  }

  /** No name that is asked for holds a colon. */
  private static String filled(String query, String table, String column) {
    return query.replace(":table:", table).replace(":column:", column);
  }

  private static List<String> first(Stage stage, String query) throws SQLException {
    return stage.rows(query).stream().map(List::getFirst).toList();
  }

  /** The little that a request says of a column which no migration here makes. */
  static ColumnFacts unknown(ChangeRequest r) {
    return new ColumnFacts(
        r.table(),
        r.column(),
        r.type(),
        true,
        "",
        "",
        "",
        true,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        new Attributes(false, false, false, false, "public", "", List.of()));
  }

  String sql() {
    return ChangeRequest.quoted(column);
  }

  /** An expression of this column's type in a form that can be compared. */
  String compared(String expression) {
    return comparable ? expression : expression + "::text";
  }

  /** The type with a collation that is not the type's own. */
  String typeSql() {
    return collation.isEmpty() ? type : type + " COLLATE " + collation;
  }

  boolean inKey() {
    return key.contains(column);
  }
}
