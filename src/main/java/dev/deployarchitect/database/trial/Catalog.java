package dev.deployarchitect.database.trial;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The tables of a database, as pg_catalog has them; partitions are left to their parents.
 *
 * @param tables by their object id
 */
record Catalog(Map<Long, Table> tables) {

  /**
   * A column.
   *
   * @param type as format_type writes it; a domain's is the type below it
   * @param fallback whether it has a default
   * @param made the SQL of its made-up values, over the row's number {@code i}; empty for those
   *     that its type has
   */
  record Column(
      String name,
      String type,
      boolean required,
      boolean fallback,
      boolean generated,
      boolean identity,
      List<String> labels,
      String made) {}

  /**
   * A table.
   *
   * @param sql its name with its schema, quoted where PostgreSQL would
   * @param storage the file its rows are in; a rewrite gives it another
   */
  record Table(long oid, String name, String sql, long storage, List<Column> columns) {
    Optional<Column> column(String column) {
      return columns.stream().filter(c -> c.name().equals(column)).findFirst();
    }

    /**
     * The same, as a version of the application sees it that knows some values of enums no more.
     */
    Table without(Set<String> labels) {
      List<Column> known =
          columns.stream()
              .map(c ->
                  new Column(
                      c.name(),
                      c.type(),
                      c.required(),
                      c.fallback(),
                      c.generated(),
                      c.identity(),
                      c.labels().stream().filter(l -> !labels.contains(l)).toList(),
                      c.made()))
              .toList();
      return new Table(oid, name, sql, storage, known);
    }

    /** The same, with made-up values of one column as {@code made} says. */
    Table with(String column, String made) {
      List<Column> all =
          columns.stream()
              .map(c ->
                  !c.name().equals(column)
                      ? c
                      : new Column(
                          c.name(),
                          c.type(),
                          c.required(),
                          c.fallback(),
                          c.generated(),
                          c.identity(),
                          c.labels(),
                          made))
              .toList();
      return new Table(oid, name, sql, storage, all);
    }

    List<String> columnNames() {
      return columns.stream().map(Column::name).toList();
    }
  }

  private static final String QUERY =
      """
      SELECT c.oid, c.relname, format('%I.%I', n.nspname, c.relname) AS sql,
        coalesce(pg_relation_filenode(c.oid), 0) AS storage, a.attname,
        format_type(CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE t.oid END,
          CASE WHEN t.typtype = 'd' THEN t.typtypmod ELSE a.atttypmod END) AS type,
        a.attnotnull OR t.typnotnull AS required, a.attgenerated <> '' AS generated,
        a.attidentity <> '' AS identity, a.atthasdef AND a.attgenerated = '' AS fallback,
        (SELECT array_agg(e.enumlabel ORDER BY e.enumsortorder) FROM pg_enum e
          WHERE e.enumtypid = t.oid) AS labels
      FROM pg_class c
      JOIN pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      LEFT JOIN pg_type t ON t.oid = a.atttypid
      WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
        AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'
      ORDER BY c.oid, a.attnum
      """;

  static Catalog read(Connection connection) throws SQLException {
    Map<Long, Table> tables = new LinkedHashMap<>();
    try (var statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(QUERY)) {
      while (rows.next()) {
        long oid = rows.getLong("oid");
        Table table = tables.get(oid);
        if (table == null) {
          table =
              new Table(
                  oid,
                  rows.getString("relname"),
                  rows.getString("sql"),
                  rows.getLong("storage"),
                  new ArrayList<>());
          tables.put(oid, table);
        }
        if (rows.getString("attname") != null) {
          table.columns().add(column(rows));
        }
      }
    }
    return new Catalog(tables);
  }

  private static Column column(ResultSet rows) throws SQLException {
    java.sql.Array labels = rows.getArray("labels");
    return new Column(
        rows.getString("attname"),
        rows.getString("type"),
        rows.getBoolean("required"),
        rows.getBoolean("fallback"),
        rows.getBoolean("generated"),
        rows.getBoolean("identity"),
        labels == null ? List.of() : Arrays.asList((String[]) labels.getArray()),
        "");
  }

  /** The table of a name as {@code migration.Change} has it: without its schema. */
  Optional<Table> named(String name) {
    return tables.values().stream()
        .filter(t -> t.name().equals(name))
        .findFirst()
        .or(() ->
            tables.values().stream()
                .filter(t -> t.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst());
  }

  /** The tables whose index is called {@code name}. */
  static List<Long> indexed(Connection connection, String name) throws SQLException {
    List<Long> tables = new ArrayList<>();
    try (var statement =
        connection.prepareStatement(
            "SELECT i.indrelid FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE c.relname = ?")) {
      statement.setString(1, name);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          tables.add(rows.getLong(1));
        }
      }
    }
    return tables;
  }

  /** How many rows each table has, by object id. */
  static Map<Long, Long> rows(Connection connection, Catalog catalog) throws SQLException {
    Map<Long, Long> counts = new LinkedHashMap<>();
    try (var statement = connection.createStatement()) {
      for (Table table : catalog.tables().values()) {
        counts.put(table.oid(), count(statement, "SELECT count(*) FROM " + table.sql()));
      }
    }
    return counts;
  }

  static long count(java.sql.Statement statement, String query) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      return rows.next() ? rows.getLong(1) : 0;
    }
  }

  static String quoted(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }
}
