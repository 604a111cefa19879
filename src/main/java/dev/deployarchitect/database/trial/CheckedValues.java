package dev.deployarchitect.database.trial;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Made-up values that simple CHECK constraints of one column accept: one of a list, or a whole
 * number between bounds. Others are left to the insert, whose error is said.
 */
final class CheckedValues {
  private static final String CHECKS =
      """
      SELECT c.conrelid, a.attname, pg_get_constraintdef(c.oid) AS definition
      FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
      WHERE c.contype = 'c' AND cardinality(c.conkey) = 1
      """;

  private static final Pattern LIST = Pattern.compile("= ANY \\(+ARRAY\\[(.*?)\\]");
  private static final Pattern TEXT = Pattern.compile("'(?:[^']|'')*'");
  private static final Pattern BOUND =
      Pattern.compile("\\)?(?:::[a-z ]+)? (>=|<=|>|<) \\(?'?(-?\\d{1,9})(?:\\.0+)?'?\\)?");

  private CheckedValues() {}

  /** The expression over the row's number {@code i}, by table and column. */
  static Map<Long, Map<String, String>> read(Connection connection) throws SQLException {
    Map<Long, Map<String, String>> values = new HashMap<>();
    try (var statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(CHECKS)) {
      while (rows.next()) {
        String column = rows.getString("attname");
        Map<String, String> known =
            values.computeIfAbsent(rows.getLong("conrelid"), t -> new HashMap<>());
        of(rows.getString("definition"), column).ifPresent(v -> known.putIfAbsent(column, v));
      }
    }
    return values;
  }

  /**
   * Of {@code CHECK ((state = ANY (ARRAY['a'::text, 'b'::text])))} and {@code CHECK ((n >= 1))}.
   */
  static Optional<String> of(String definition, String column) {
    if (definition.contains(" OR ") || definition.contains("NOT ")) {
      return Optional.empty();
    }
    var list = LIST.matcher(definition);
    if (list.find()) {
      List<String> all = new ArrayList<>();
      TEXT.matcher(list.group(1)).results().map(MatchResult::group).forEach(all::add);
      if (all.isEmpty() && list.group(1).matches("[-\\d, ]+")) {
        all.addAll(List.of(list.group(1).split(", ")));
      }
      return all.isEmpty()
          ? Optional.empty()
          : Optional.of("(ARRAY[%s])[1 + i %% %d]".formatted(String.join(", ", all), all.size()));
    }
    return bounded(definition, column);
  }

  private static Optional<String> bounded(String definition, String column) {
    String name = column.matches("[a-z_][a-z0-9_]*") ? column : Catalog.quoted(column);
    long low = 1;
    long high = Long.MAX_VALUE;
    boolean some = false;
    for (String part : definition.split(" AND ")) {
      int at = part.indexOf("(" + name);
      if (at < 0) {
        return Optional.empty();
      }
      var bound = BOUND.matcher(part).region(at + 1 + name.length(), part.length());
      if (!bound.lookingAt()) {
        return Optional.empty();
      }
      long value = Long.parseLong(bound.group(2));
      some = true;
      switch (bound.group(1)) {
        case ">=" -> low = Math.max(low, value);
        case ">" -> low = Math.max(low, value + 1);
        case "<" -> high = Math.min(high, value - 1);
        default -> high = Math.min(high, value);
      }
    }
    if (high < low) {
      low = Math.min(high, 0);
    }
    return !some || (low <= 1 && high == Long.MAX_VALUE)
        ? Optional.empty()
        : Optional.of(
            high == Long.MAX_VALUE
                ? "(i + %d)".formatted(low)
                : "(%d + i %% %d)".formatted(low, high - low + 1));
  }
}
