package dev.deployarchitect.database.trial;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What tables held, to see whether a way back brings it again. */
final class WayBack {
  private WayBack() {}

  /** The columns of a table and a sum over the hashes of its rows, whatever the order of both. */
  record Held(List<String> columns, String hash) {}

  static Map<String, Held> held(Connection connection) throws SQLException {
    Map<String, Held> held = new TreeMap<>();
    try (Statement statement = connection.createStatement()) {
      for (Catalog.Table table : Catalog.read(connection).tables().values()) {
        List<String> columns =
            table.columns().stream()
                .map(c -> c.name() + " " + c.type() + (c.required() ? " NOT NULL" : ""))
                .sorted()
                .toList();
        String row =
            table.columnNames().stream()
                .sorted()
                .map(Catalog::quoted)
                .collect(Collectors.joining(", "));
        try (ResultSet sum =
            statement.executeQuery(
                "SELECT count(*) || ':' || coalesce(sum(hashtextextended(ROW(%s)::text, 0)::numeric), 0) FROM %s"
                    .formatted(row, table.sql()))) {
          sum.next();
          held.put(table.sql(), new Held(columns, sum.getString(1)));
        }
      }
    }
    return held;
  }

  /** In words, how {@code after} differs; empty where everything is as it was. */
  static List<String> differences(Map<String, Held> before, Map<String, Held> after) {
    List<String> differences = new ArrayList<>();
    Map<String, Held> more = new LinkedHashMap<>(after);
    before.forEach((table, held) -> {
      Held now = more.remove(table);
      if (now == null) {
        differences.add("%s is not there again".formatted(table));
      } else if (!now.columns().equals(held.columns())) {
        differences.add("%s has other columns than before".formatted(table));
      } else if (!now.hash().equals(held.hash())) {
        differences.add("rows of %s are not what they were".formatted(table));
      }
    });
    more.keySet().forEach(table -> differences.add("%s is left behind".formatted(table)));
    return differences;
  }
}
