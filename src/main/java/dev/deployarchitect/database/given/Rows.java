package dev.deployarchitect.database.given;

import dev.deployarchitect.database.answer.ResultTable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What a statement gave, as a Markdown table. */
final class Rows {
  private static final ResultTable.Bounds BOUNDS =
      new ResultTable.Bounds(100, Integer.MAX_VALUE, 200);

  private Rows() {}

  /** Runs it. */
  static String of(Statement statement, String sql) throws SQLException {
    long start = System.nanoTime();
    statement.setMaxRows(BOUNDS.rows() + 1);
    boolean rows = statement.execute(sql);
    String took = "%.1f ms".formatted((System.nanoTime() - start) / 1e6);
    if (!rows) {
      return "%d rows changed, %s (measured here, with the way to the server)\n"
          .formatted(Math.max(0, statement.getUpdateCount()), took);
    }
    try (ResultSet result = statement.getResultSet()) {
      ResultTable table = ResultTable.of(result, BOUNDS);
      return "%s%n%d rows%s (%s, measured here, with the way to the server)%n"
          .formatted(
              table.text(), table.rows(), table.more() ? " shown; there are more" : "", took);
    }
  }
}
