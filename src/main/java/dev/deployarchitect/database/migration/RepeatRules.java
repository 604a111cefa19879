package dev.deployarchitect.database.migration;

import dev.deployarchitect.finding.Rule;
import dev.deployarchitect.finding.Severity;
import dev.deployarchitect.syntax.sql.SqlStatement;
import dev.deployarchitect.syntax.sql.SqlToken;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Rules on migrations that stop halfway: how long one waits, and whether it can be run again. */
final class RepeatRules {
  private RepeatRules() {}

  static List<Rule<Migration>> all() {
    return List.of(
        Rule.of(
            "database/uncommitted-transaction",
            Severity.HIGH,
            "ban-uncommitted-transaction",
            RepeatRules::uncommitted),
        Rule.of(
                "database/not-repeatable",
                Severity.LOW,
                "prefer-robust-stmts",
                RepeatRules::repeatable)
            .whenStrict(),
        Rule.of(
                "database/no-statement-timeout",
                Severity.LOW,
                "require-statement-timeout require-timeout-settings",
                RepeatRules::statementTimeout)
            .whenStrict());
  }

  private static void uncommitted(Migration migration, Rule.Reporter report) {
    Optional<SqlStatement> open = Optional.empty();
    for (SqlStatement statement : migration.script()) {
      if (statement.startsWith("BEGIN") || statement.startsWith("START", "TRANSACTION")) {
        open = Optional.of(statement);
      } else if (statement.startsWith("COMMIT")
          || statement.startsWith("END")
          || (statement.startsWith("ROLLBACK") && !statement.contains("TO"))) {
        open = Optional.empty();
      }
    }
    open.ifPresent(s ->
        report.at(
            s.span(), "nothing commits this transaction: the migration runs, and changes nothing"));
  }

  private static void repeatable(Migration migration, Rule.Reporter report) {
    if (migration.oneTransaction() || migration.statements() < 2) {
      return;
    }
    Set<String> dropped = new HashSet<>();
    boolean begun = false;
    for (SqlStatement statement : migration.script()) {
      begun = begun ? !statement.startsWith("COMMIT") : statement.startsWith("BEGIN");
      boolean guarded = statement.contains("IF", "NOT", "EXISTS") || dropsIfExists(statement);
      Optional<String> constraint = word(statement, "CONSTRAINT");
      boolean replaced =
          statement.contains("ADD", "CONSTRAINT") && constraint.filter(dropped::remove).isPresent();
      if (statement.contains("DROP", "CONSTRAINT", "IF", "EXISTS")) {
        word(statement, "EXISTS").ifPresent(dropped::add);
      }
      if (!begun && onlyOnce(statement) && !guarded && !replaced) {
        report.at(
            statement.span().firstLine(),
            "if a later statement fails, this one stands, and the file cannot be run again");
      }
    }
  }

  private static boolean dropsIfExists(SqlStatement statement) {
    return statement.contains("DROP", "CONSTRAINT", "IF", "EXISTS")
        || statement.contains("DROP", "COLUMN", "IF", "EXISTS")
        || (statement.startsWith("DROP") && statement.contains("IF", "EXISTS"));
  }

  /** Whether it fails, or does something else, when it is run a second time. */
  private static boolean onlyOnce(SqlStatement statement) {
    boolean alters =
        statement.startsWith("ALTER", "TABLE")
            && (statement.contains("ADD")
                || statement.contains("DROP")
                || statement.contains("RENAME")
                || statement.contains("SET", "NOT", "NULL")
                || statement.contains("ENABLE", "ROW"));
    boolean replaces = statement.contains("OR", "REPLACE");
    boolean temporary = statement.contains("TEMP") || statement.contains("TEMPORARY");
    return alters
        || (statement.startsWith("CREATE") && !replaces && !temporary)
        || statement.startsWith("DROP")
        || statement.contains("ADD", "VALUE");
  }

  /** The name behind the last {@code keyword}. */
  private static Optional<String> word(SqlStatement statement, String keyword) {
    List<SqlToken> tokens = statement.tokens();
    for (int i = tokens.size() - 2; i >= 0; i--) {
      if (tokens.get(i).is(keyword)) {
        return Optional.of(tokens.get(i + 1).name().toLowerCase(Locale.ROOT));
      }
    }
    return Optional.empty();
  }

  private static void statementTimeout(Migration migration, Rule.Reporter report) {
    if (migration.setsTimeout("statement_timeout")) {
      return;
    }
    migration.script().stream()
        .filter(s ->
            s.startsWith("ALTER")
                || s.startsWith("CREATE")
                || s.startsWith("DROP")
                || s.startsWith("REINDEX")
                || s.startsWith("VACUUM")
                || s.startsWith("UPDATE"))
        .findFirst()
        .ifPresent(s ->
            report.at(
                s.span().firstLine(),
                "without statement_timeout nothing ends this when it takes longer than anybody thought"));
  }
}
