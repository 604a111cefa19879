package dev.deployarchitect.database.trial;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/**
 * Puts made-up rows into tables. Checks, uniqueness and NOT NULL hold as they are inserted; rows
 * whose foreign keys lead nowhere are taken out again. Every tenth value that may be missing is.
 *
 * @param rows per table that is not named
 * @param named how many rows a table gets, by its name with or without its schema
 */
record Seeder(int rows, Map<String, Integer> named, Made made) {
  /**
   * Made-up values that one column of the trial takes instead of its type's.
   *
   * @param sql over the row's number {@code i}; empty for none
   */
  record Made(String table, String column, String sql) {
    static final Made NONE = new Made("", "", "");

    Catalog.Table in(Catalog.Table table) {
      return table.name().equals(this.table) && !sql.isEmpty() ? table.with(column, sql) : table;
    }
  }

  Seeder(int rows) {
    this(rows, Map.of(), Made.NONE);
  }

  Seeder(int rows, Made made) {
    this(rows, Map.of(), made);
  }

  /** So many rows in all, whatever the number of tables. */
  private static final int MOST_ROWS = 3_000_000;

  private static final int ROUNDS = 4;

  private static final String FOREIGN_KEYS =
      """
      SELECT format('%s', c.conrelid::regclass) AS child, format('%s', c.confrelid::regclass) AS parent,
        (SELECT string_agg(format('child.%I = parent.%I', ca.attname, pa.attname), ' AND ')
         FROM unnest(c.conkey, c.confkey) AS k(child, parent)
         JOIN pg_attribute ca ON ca.attrelid = c.conrelid AND ca.attnum = k.child
         JOIN pg_attribute pa ON pa.attrelid = c.confrelid AND pa.attnum = k.parent) AS same,
        (SELECT string_agg(format('child.%I IS NOT NULL', ca.attname), ' AND ')
         FROM unnest(c.conkey) AS k(child)
         JOIN pg_attribute ca ON ca.attrelid = c.conrelid AND ca.attnum = k.child) AS given
      FROM pg_constraint c WHERE c.contype = 'f'
      """;

  private static final String SEQUENCES =
      """
      SELECT format('SELECT setval(%L, greatest((SELECT max(%I) FROM %s), 1))', s.oid::regclass,
        a.attname, t.oid::regclass) AS sql
      FROM pg_depend d
      JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S'
      JOIN pg_class t ON t.oid = d.refobjid
      JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
      WHERE d.deptype IN ('a', 'i') AND d.classid = 'pg_class'::regclass
      """;

  /**
   * Fills every table up to the wanted number of rows.
   *
   * @param runner the role that the tables belong to, for they run its checks and defaults
   * @return what could not be filled, and why
   */
  List<String> fill(Connection runner) throws SQLException {
    return fill(runner, table -> {});
  }

  /** The same; {@code heard} is told the table that is filled next. */
  List<String> fill(Connection runner, Consumer<String> heard) throws SQLException {
    List<String> left = new ArrayList<>();
    if (rows == 0 && named.isEmpty()) {
      return left;
    }
    Catalog catalog = Catalog.read(runner);
    int share = Math.min(rows, Math.max(1, MOST_ROWS / Math.max(1, catalog.tables().size())));
    ToIntFunction<Catalog.Table> wanted = table -> wanted(table, share);
    Map<Long, Map<String, String>> checked = CheckedValues.read(runner);
    ForeignValues foreign = ForeignValues.read(runner, catalog, wanted);
    try (Statement statement = runner.createStatement()) {
      boolean free = attempt(statement, "SET session_replication_role = replica").isEmpty();
      for (Catalog.Table table : catalog.tables().values()) {
        int most = wanted.applyAsInt(table);
        String some =
            "SELECT count(*) FROM (SELECT 1 FROM %s LIMIT %d) AS found"
                .formatted(table.sql(), most);
        if (most > 0 && Catalog.count(statement, some) < most) {
          heard.accept(table.name());
          Catalog.Table known = made.in(checked(table, checked));
          fill(statement, known, most, foreign).ifPresent(left::add);
        }
      }
      takeOutOrphans(statement);
      if (free) {
        statement.execute("SET session_replication_role = origin");
      }
      for (String sql : texts(statement, SEQUENCES, "sql")) {
        attempt(statement, sql);
      }
      attempt(statement, "ANALYZE");
    }
    return left;
  }

  /** How many rows a table gets. */
  private int wanted(Catalog.Table table, int share) {
    String full = table.sql().replace("\"", "");
    return named.getOrDefault(table.name(), named.getOrDefault(full, share));
  }

  private static Catalog.Table checked(
      Catalog.Table table, Map<Long, Map<String, String>> checked) {
    Catalog.Table known = table;
    for (Map.Entry<String, String> value : checked.getOrDefault(table.oid(), Map.of()).entrySet()) {
      String type = table.column(value.getKey()).map(Catalog.Column::type).orElse("");
      known = known.with(value.getKey(), "%s::%s".formatted(value.getValue(), type));
    }
    return known;
  }

  private static Optional<String> fill(
      Statement statement, Catalog.Table table, int rows, ForeignValues foreign) {
    Optional<String> all = insert(statement, table, rows, foreign, false);
    Optional<String> why = all.isEmpty() ? all : insert(statement, table, rows, foreign, true);
    return why.map(w -> "`%s` has no rows: %s".formatted(table.name(), w));
  }

  /** Why it failed; empty where it did not. */
  private static Optional<String> insert(
      Statement statement,
      Catalog.Table table,
      int rows,
      ForeignValues foreign,
      boolean requiredOnly) {
    List<String> names = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (Catalog.Column column : table.columns()) {
      if (column.generated() || (requiredOnly && !column.required())) {
        continue;
      }
      Optional<String> value = foreign.of(table, column).or(() -> SampleValue.of(column));
      if (value.isEmpty() && column.required()) {
        return Optional.of(
            "no sample values for the type %s of '%s'".formatted(column.type(), column.name()));
      }
      if (value.isPresent()) {
        names.add(Catalog.quoted(column.name()));
        values.add(
            column.required()
                ? value.get()
                : "CASE WHEN i %% 10 = 0 THEN NULL ELSE %s END".formatted(value.get()));
      }
    }
    String sql =
        names.isEmpty()
            ? "INSERT INTO %s DEFAULT VALUES".formatted(table.sql())
            : "INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE SELECT %s FROM generate_series(1, %d) AS i ON CONFLICT DO NOTHING"
                .formatted(table.sql(), String.join(", ", names), String.join(", ", values), rows);
    return attempt(statement, sql);
  }

  private static void takeOutOrphans(Statement statement) throws SQLException {
    List<String> deletes = new ArrayList<>();
    try (var keys = statement.executeQuery(FOREIGN_KEYS)) {
      while (keys.next()) {
        deletes.add(
            "DELETE FROM %s AS child WHERE %s AND NOT EXISTS (SELECT 1 FROM %s AS parent WHERE %s)"
                .formatted(
                    keys.getString("child"),
                    keys.getString("given"),
                    keys.getString("parent"),
                    keys.getString("same")));
      }
    }
    for (int round = 0; round < ROUNDS; round++) {
      int taken = 0;
      for (String delete : deletes) {
        taken += statement.executeUpdate(delete);
      }
      if (taken == 0) {
        return;
      }
    }
  }

  private static List<String> texts(Statement statement, String query, String column)
      throws SQLException {
    List<String> texts = new ArrayList<>();
    try (var rows = statement.executeQuery(query)) {
      while (rows.next()) {
        texts.add(rows.getString(column));
      }
    }
    return texts;
  }

  private static Optional<String> attempt(Statement statement, String sql) {
    try {
      statement.execute(sql);
      return Optional.empty();
    } catch (SQLException e) {
      return Optional.of(
          e.getMessage().lines().findFirst().orElse("").replaceFirst("^ERROR: ", ""));
    }
  }

  /** For a sentence: {@code 10,000 rows in each table}. */
  String said() {
    return rows == 0 ? "no rows" : "%,d made-up rows in each table".formatted(rows);
  }
}
