package dev.deployarchitect.database.migration;

import dev.deployarchitect.syntax.sql.SqlStatement;
import dev.deployarchitect.syntax.sql.SqlToken;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where statements start that use a literal at once, by the literal as it is written, and where a
 * transaction ends. Read once, for all values that a file adds.
 */
record EnumUses(Map<String, TreeSet<Integer>> starts, TreeSet<Integer> ends) {
  private static final Pattern LITERAL = Pattern.compile("'[^']*+'");

  static EnumUses in(Migration migration) {
    EnumUses uses = new EnumUses(new HashMap<>(), new TreeSet<>());
    if (migration.changes().stream().noneMatch(Change.AddEnumValue.class::isInstance)) {
      return uses;
    }
    for (SqlStatement statement : migration.script()) {
      int start = statement.span().start();
      if (statement.startsWith("COMMIT") || statement.startsWith("END")) {
        uses.ends.add(start);
      } else if (!statement.contains("ADD", "VALUE") && !isRoutine(statement)) {
        for (SqlToken token : statement.tokens()) {
          Matcher literal = LITERAL.matcher(token.text());
          // Each quote opens or closes one: what stands in a block of code counts too.
          for (int from = 0; literal.find(from); from = literal.end() - 1) {
            uses.starts.computeIfAbsent(literal.group(), l -> new TreeSet<>()).add(start);
          }
        }
      }
    }
    return uses;
  }

  /** Whether the value is used later in the transaction that adds it. */
  boolean follows(Change.AddEnumValue add) {
    int quote = add.value().indexOf('\'', 1);
    // A quote within a value ends what is known of it.
    String literal = quote < 0 ? add.value() : add.value().substring(0, quote + 1);
    Integer use = starts.getOrDefault(literal, new TreeSet<>()).higher(add.span().end());
    Integer end = ends.higher(add.span().end());
    return use != null && (end == null || use < end);
  }

  /** What is only kept in the database and run later: the body of a function or procedure. */
  private static boolean isRoutine(SqlStatement statement) {
    boolean routine = statement.contains("FUNCTION") || statement.contains("PROCEDURE");
    return statement.startsWith("CREATE") && routine && !statement.contains("TRIGGER");
  }
}
