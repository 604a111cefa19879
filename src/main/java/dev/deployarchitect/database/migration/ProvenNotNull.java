package dev.deployarchitect.database.migration;

import dev.deployarchitect.syntax.sql.SqlStatement;
import dev.deployarchitect.syntax.sql.SqlToken;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Columns that a validated CHECK proves to be set: for them SET NOT NULL scans nothing again.
 *
 * @param checked columns, in lower case, that the file's own validated CHECK asks for
 * @param validated where the first statement ends that validates a constraint of an earlier file,
 *     by the names in it
 */
record ProvenNotNull(Set<String> checked, Map<String, Integer> validated) {
  private static final Pattern CHECK =
      Pattern.compile(
          "(?i)CHECK\\s*+\\(++\\s*+(?:\"([^\"]++)\"|([\\w$]++))\\s++IS\\s++NOT\\s++NULL");
  private static final Pattern VALIDATE = Pattern.compile("(?i)VALIDATE\\s++CONSTRAINT");

  static ProvenNotNull in(Migration migration) {
    String text = migration.source().text();
    Set<String> checked = new HashSet<>();
    if (VALIDATE.matcher(text).find()) {
      for (Matcher check = CHECK.matcher(text); check.find(); ) {
        String column = check.group(1) == null ? check.group(2) : check.group(1);
        checked.add(column.toLowerCase(Locale.ROOT));
      }
    }
    Set<String> own = new HashSet<>();
    for (SqlStatement statement : migration.script()) {
      if (statement.contains("ADD", "CONSTRAINT")) {
        statement.tokens().stream().filter(SqlToken::isName).forEach(t -> own.add(t.name()));
      }
    }
    Map<String, Integer> validated = new HashMap<>();
    for (SqlStatement statement : migration.script()) {
      if (statement.contains("VALIDATE", "CONSTRAINT")
          && !own.contains(statement.tokens().getLast().name())) {
        int end = statement.span().end();
        statement.tokens().stream()
            .filter(SqlToken::isName)
            .forEach(t -> validated.merge(t.name(), end, Math::min));
      }
    }
    return new ProvenNotNull(checked, validated);
  }

  /**
   * Whether the file validates such a CHECK, or the statement before validates a constraint that an
   * earlier file added: nobody validates another one in front of SET NOT NULL.
   */
  boolean holds(Change.SetNotNull set) {
    return checked.contains(set.column().toLowerCase(Locale.ROOT))
        || validated.getOrDefault(set.table(), Integer.MAX_VALUE) <= set.span().start();
  }
}
