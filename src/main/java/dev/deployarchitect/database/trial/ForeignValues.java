package dev.deployarchitect.database.trial;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * The values of foreign keys: each is made as the key it points to is, from the number of one of
 * the parent's rows. Where a table has several, they meet in as many pairs as there are.
 */
final class ForeignValues {
  /** A chain of keys that are keys of others; longer ones are cycles. */
  private static final int DEEPEST = 6;

  /** Every so many rows of a table share a row of the same table as their parent. */
  private static final int BROOD = 10;

  private static final String KEYS =
      """
      SELECT c.conrelid, c.confrelid, c.conname, ca.attname AS child, pa.attname AS parent,
        EXISTS (SELECT 1 FROM pg_index x WHERE x.indrelid = c.conrelid AND x.indisunique
          AND x.indnkeyatts = 1 AND x.indkey[0] = ca.attnum) AS alone
      FROM pg_constraint c
      CROSS JOIN LATERAL unnest(c.conkey, c.confkey) AS k(child, parent)
      JOIN pg_attribute ca ON ca.attrelid = c.conrelid AND ca.attnum = k.child
      JOIN pg_attribute pa ON pa.attrelid = c.confrelid AND pa.attnum = k.parent
      WHERE c.contype = 'f'
      ORDER BY c.conrelid, c.conname, ca.attnum
      """;

  /**
   * A column that points to another table's.
   *
   * @param ordinal of its constraint among those of its table, from 0
   * @param alone whether no two rows may hold the same
   */
  private record Key(long table, long parent, String parentColumn, int ordinal, boolean alone) {}

  private record Place(long table, String column) {}

  private final Catalog catalog;
  private final ToIntFunction<Catalog.Table> wanted;
  private final Map<Place, Key> keys = new HashMap<>();
  private final Map<Long, Long> first = new HashMap<>();

  private ForeignValues(Catalog catalog, ToIntFunction<Catalog.Table> wanted) {
    this.catalog = catalog;
    this.wanted = wanted;
  }

  /**
   * Reads the keys.
   *
   * @param wanted how many rows a table gets
   */
  static ForeignValues read(
      Connection connection, Catalog catalog, ToIntFunction<Catalog.Table> wanted)
      throws SQLException {
    ForeignValues values = new ForeignValues(catalog, wanted);
    Map<Long, List<String>> constraints = new HashMap<>();
    try (var statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(KEYS)) {
      while (rows.next()) {
        long table = rows.getLong("conrelid");
        List<String> names = constraints.computeIfAbsent(table, t -> new ArrayList<>());
        if (!names.contains(rows.getString("conname"))) {
          names.add(rows.getString("conname"));
        }
        values.keys.putIfAbsent(
            new Place(table, rows.getString("child")),
            new Key(
                table,
                rows.getLong("confrelid"),
                rows.getString("parent"),
                names.indexOf(rows.getString("conname")),
                rows.getBoolean("alone")));
        values.first.putIfAbsent(table, rows.getLong("confrelid"));
      }
    }
    return values;
  }

  /** The value of a column over the row's number {@code i}; empty for no foreign key. */
  Optional<String> of(Catalog.Table table, Catalog.Column column) {
    Key key = keys.get(new Place(table.oid(), column.name()));
    return key == null || !column.made().isEmpty()
        ? Optional.empty()
        : value(key, "i", 0).map(v -> "(%s)::%s".formatted(v, column.type()));
  }

  private Optional<String> value(Key key, String row, int depth) {
    Catalog.Table parent = catalog.tables().get(key.parent());
    Optional<Catalog.Column> column =
        parent == null ? Optional.empty() : parent.column(key.parentColumn());
    if (column.isEmpty() || depth > DEEPEST) {
      return Optional.empty();
    }
    String parentRow = parentRow(key, parent, row);
    Key further = keys.get(new Place(parent.oid(), column.get().name()));
    return further == null || further.parent() == parent.oid()
        ? SampleValue.of(column.get())
            .map(v -> column.get().labels().isEmpty() ? v.replaceAll("\\bi\\b", parentRow) : v)
        : value(further, parentRow, depth + 1);
  }

  /** The number of the parent's row. */
  private String parentRow(Key key, Catalog.Table parent, String row) {
    int rows = Math.max(1, wanted.applyAsInt(parent));
    if (key.parent() == key.table() && !key.alone()) {
      return "(1 + (%s - 1) / %d)".formatted(row, BROOD);
    }
    if (key.ordinal() == 0 || key.alone()) {
      return "(1 + (%s - 1) %% %d)".formatted(row, rows);
    }
    Catalog.Table before = catalog.tables().get(first.get(key.table()));
    int round = before == null ? rows : Math.max(1, wanted.applyAsInt(before));
    return "(1 + ((%s - 1) / %d + (%s - 1) * %d) %% %d)"
        .formatted(row, round, row, key.ordinal(), rows);
  }
}
