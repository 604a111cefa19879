package dev.deployarchitect.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * A table of outside facts: tab-separated, its first lines {@code # source: …} and {@code # date:
 * …}, then the column names. Every row knows its source and date through the table.
 */
public record DatedTable(String source, String date, List<Map<String, String>> rows) {

  /**
   * Reads a table.
   *
   * @throws IllegalArgumentException when source, date or columns are missing: a fact without a
   *     source must not ship
   */
  public static DatedTable read(String text) {
    String source = "";
    String date = "";
    List<String> columns = List.of();
    List<Map<String, String>> rows = new ArrayList<>();
    for (String line : text.lines().filter(l -> !l.isBlank()).toList()) {
      if (line.startsWith("# source:")) {
        source = line.substring(9).strip();
      } else if (line.startsWith("# date:")) {
        date = line.substring(7).strip();
      } else if (!line.startsWith("#")) {
        List<String> cells = List.of(line.split("\t", -1));
        if (columns.isEmpty()) {
          columns = cells;
        } else {
          rows.add(row(columns, cells));
        }
      }
    }
    if (source.isEmpty() || date.isEmpty() || rows.isEmpty()) {
      throw new IllegalArgumentException("a dated table needs '# source:', '# date:' and rows");
    }
    return new DatedTable(source, date, List.copyOf(rows));
  }

  private static Map<String, String> row(List<String> columns, List<String> cells) {
    if (cells.size() != columns.size()) {
      throw new IllegalArgumentException(
          "a row has %d cells, not %d: %s".formatted(cells.size(), columns.size(), cells));
    }
    Map<String, String> row = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      row.put(columns.get(i), cells.get(i).strip());
    }
    return row;
  }

  /** The first row whose {@code column} is {@code value}. */
  public Optional<Map<String, String>> find(String column, String value) {
    return rows.stream().filter(row -> value.equals(row.get(column))).findFirst();
  }
}
