package dev.deployarchitect.database.given;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What a statement gave, as a Markdown table. */
final class Rows {
  private static final int MAX_ROWS = 100;
  private static final int MAX_CELL = 200;

  private Rows() {}

  /** Runs it. */
  static String of(Statement statement, String sql) throws SQLException {
    long start = System.nanoTime();
    statement.setMaxRows(MAX_ROWS + 1);
    boolean rows = statement.execute(sql);
    String took = "%.1f ms".formatted((System.nanoTime() - start) / 1e6);
    if (!rows) {
      return "%d rows changed, %s (measured here, with the way to the server)\n"
          .formatted(Math.max(0, statement.getUpdateCount()), took);
    }
    try (ResultSet result = statement.getResultSet()) {
      return table(result) + "(%s, measured here, with the way to the server)\n".formatted(took);
    }
  }

  private static String table(ResultSet result) throws SQLException {
    ResultSetMetaData columns = result.getMetaData();
    List<String> names = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      names.add(cell(columns.getColumnLabel(i)));
    }
    lines.add("| " + String.join(" | ", names) + " |");
    lines.add("|" + " --- |".repeat(names.size()));
    int rows = 0;
    while (result.next() && rows < MAX_ROWS) {
      List<String> cells = new ArrayList<>();
      for (int i = 1; i <= names.size(); i++) {
        cells.add(cell(result.getString(i)));
      }
      lines.add("| " + String.join(" | ", cells) + " |");
      rows++;
    }
    String more = rows == MAX_ROWS ? " shown; there may be more" : "";
    return String.join("\n", lines) + "\n%d rows%s ".formatted(rows, more);
  }

  private static String cell(String value) {
    if (value == null) {
      return "NULL";
    }
    String plain = value.replace("|", "\\|").replaceAll("\\s*\\R\\s*", " ⏎ ");
    return plain.length() <= MAX_CELL ? plain : plain.substring(0, MAX_CELL) + "…";
  }
}
