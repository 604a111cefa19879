package dev.deployarchitect.database.migration;

import dev.deployarchitect.finding.Rule;
import dev.deployarchitect.finding.Severity;
import dev.deployarchitect.syntax.sql.SqlStatement;
import dev.deployarchitect.syntax.sql.SqlToken;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Rules on statements that work through a whole table or database while others wait. */
final class HeavyRules {
  private HeavyRules() {}

  static List<Rule<Migration>> all() {
    return List.of(
        Rule.of(
            "database/reindex-not-concurrent",
            Severity.HIGH,
            "require-concurrent-reindex",
            HeavyRules::reindex),
        Rule.of("database/full-rewrite", Severity.HIGH, "prefer-repack", HeavyRules::rewrite),
        Rule.of(
            "database/detach-partition",
            Severity.HIGH,
            "require-concurrent-partition-detach",
            HeavyRules::detach),
        Rule.of(
            "database/validated-at-once",
            Severity.MEDIUM,
            "constraint-missing-not-valid",
            HeavyRules::validate),
        Rule.of(
            "database/drop-database", Severity.CRITICAL, "ban-drop-database", HeavyRules::drop));
  }

  private static boolean off(SqlStatement statement, String option) {
    return statement.contains(option, "false") || statement.contains(option, "off");
  }

  private static void reindex(Migration migration, Rule.Reporter report) {
    for (SqlStatement statement : migration.script()) {
      boolean concurrent = statement.contains("CONCURRENTLY") && !off(statement, "CONCURRENTLY");
      if (statement.startsWith("REINDEX") && !concurrent) {
        report.at(
            statement.span().firstLine(),
            "writes wait until every index is built again, and so do reads that would use one");
      }
    }
  }

  private static void rewrite(Migration migration, Rule.Reporter report) {
    for (SqlStatement statement : migration.script()) {
      boolean full =
          statement.startsWith("VACUUM") && statement.contains("FULL") && !off(statement, "FULL");
      if (full || statement.startsWith("CLUSTER")) {
        report.at(
            statement.span().firstLine(),
            "the table is written anew under an AccessExclusiveLock: reads and writes wait for all of it");
      }
    }
  }

  private static void detach(Migration migration, Rule.Reporter report) {
    for (SqlStatement statement : migration.script()) {
      boolean gentle = statement.contains("CONCURRENTLY") || statement.contains("FINALIZE");
      if (statement.contains("DETACH", "PARTITION") && !gentle) {
        report.at(
            statement.span().firstLine(),
            "detaching takes an AccessExclusiveLock on the partitioned table: reads wait too");
      }
    }
  }

  /** NOT VALID spares the scan under the strong lock, unless that lock is still held. */
  private static void validate(Migration migration, Rule.Reporter report) {
    Set<String> unproven = new HashSet<>();
    boolean begun = migration.oneTransaction() && migration.statements() > 1;
    for (SqlStatement statement : migration.script()) {
      if (statement.startsWith("BEGIN") || statement.startsWith("START", "TRANSACTION")) {
        begun = true;
      } else if (statement.startsWith("COMMIT") && !migration.oneTransaction()) {
        begun = false;
        unproven.clear();
      }
      if (statement.contains("NOT", "VALID")) {
        after(statement, "ADD", "CONSTRAINT").ifPresent(unproven::add);
      }
      boolean held =
          after(statement, "VALIDATE", "CONSTRAINT").filter(unproven::contains).isPresent();
      if (begun && held) {
        report.at(
            statement.span().firstLine(),
            "the lock of ADD CONSTRAINT is held until this transaction ends, so writes wait for the"
                + " whole validation");
      }
    }
  }

  private static java.util.Optional<String> after(
      SqlStatement statement, String first, String second) {
    List<SqlToken> tokens = statement.tokens();
    for (int i = 0; i + 2 < tokens.size(); i++) {
      if (tokens.get(i).is(first) && tokens.get(i + 1).is(second)) {
        return java.util.Optional.of(tokens.get(i + 2).name());
      }
    }
    return java.util.Optional.empty();
  }

  private static void drop(Migration migration, Rule.Reporter report) {
    for (SqlStatement statement : migration.script()) {
      boolean schema = statement.startsWith("DROP", "SCHEMA") && statement.contains("CASCADE");
      if (statement.startsWith("DROP", "DATABASE") || schema) {
        report.at(
            statement.span().firstLine(),
            "everything in it is gone, and only a backup brings it back");
      }
    }
  }
}
