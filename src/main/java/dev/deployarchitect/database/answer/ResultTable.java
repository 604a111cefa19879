package dev.deployarchitect.database.answer;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A Markdown table of a result.
 *
 * @param text the table alone
 * @param rows how many it shows
 * @param more whether the result had more rows
 */
public record ResultTable(String text, int rows, boolean more) {

  /**
   * How much is shown.
   *
   * @param cell characters of one value
   */
  public record Bounds(int rows, int columns, int cell) {}

  /** Reads a result as far as it is shown. */
  public static ResultTable of(ResultSet result, Bounds bounds) throws SQLException {
    ResultSetMetaData labels = result.getMetaData();
    int columns = Math.min(labels.getColumnCount(), bounds.columns());
    List<String> names = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    for (int i = 1; i <= columns; i++) {
      names.add(cell(labels.getColumnLabel(i), bounds.cell()));
    }
    int hidden = labels.getColumnCount() - columns;
    if (hidden > 0) {
      names.add("… %d more columns".formatted(hidden));
    }
    lines.add("| " + String.join(" | ", names) + " |");
    lines.add("|" + " --- |".repeat(names.size()));
    int rows = 0;
    boolean more = false;
    while (result.next()) {
      if (rows == bounds.rows()) {
        more = true;
        break;
      }
      List<String> cells = new ArrayList<>();
      for (int i = 1; i <= columns; i++) {
        cells.add(cell(result.getString(i), bounds.cell()));
      }
      if (hidden > 0) {
        cells.add("");
      }
      lines.add("| " + String.join(" | ", cells) + " |");
      rows++;
    }
    return new ResultTable(String.join("\n", lines), rows, more);
  }

  private static String cell(String value, int most) {
    if (value == null) {
      return "NULL";
    }
    String shown = value.length() <= most ? value : value.substring(0, most) + "…";
    return shown.replace("|", "\\|").replaceAll("\\s*\\R\\s*", " ⏎ ");
  }
}
