package dev.deployarchitect.database.migration;

import dev.deployarchitect.finding.Confidence;
import dev.deployarchitect.finding.Rule;
import dev.deployarchitect.finding.Severity;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Rules on what a statement locks and rewrites (PostgreSQL manual, "Explicit Locking"). */
final class LockRules {
  /** Defaults PostgreSQL evaluates once per row, which rewrites the table. */
  private static final Pattern VOLATILE =
      Pattern.compile(
          "(?i).*\\b(gen_random_uuid|uuid_generate_v\\d\\w*|random|clock_timestamp|"
              + "nextval|cuid|nanoid)\\b.*",
          Pattern.DOTALL);

  /** Functions PostgreSQL evaluates once for all rows: they are stable or immutable. */
  private static final Pattern STABLE_CALL =
      Pattern.compile(
          "(?is)(now|current_\\w+|localtime\\w*|transaction_timestamp|statement_timestamp|cast|coalesce"
              + "|timezone|to_\\w+|jsonb?_build_\\w+|date_trunc|lower|upper|md5|array_\\w+)\\s*\\(.*");

  private static final Pattern CALL = Pattern.compile("(?is)[\\w.\"]+\\s*\\(.*\\).*");

  private LockRules() {}

  static List<Rule<Migration>> all() {
    return List.of(
        Rule.of(
            "database/index-not-concurrent",
            Severity.HIGH,
            "require-concurrent-index-creation",
            LockRules::index),
        Rule.of(
            "database/drop-index-not-concurrent",
            Severity.MEDIUM,
            "require-concurrent-index-deletion",
            LockRules::dropIndex),
        Rule.of(
            "database/concurrently-in-transaction",
            Severity.HIGH,
            "ban-concurrent-index-creation-in-transaction",
            LockRules::concurrently),
        Rule.of(
            "database/validated-foreign-key",
            Severity.HIGH,
            "adding-foreign-key-constraint constraint-missing-not-valid",
            LockRules::foreignKey),
        Rule.of(
            "database/validated-check",
            Severity.MEDIUM,
            "constraint-missing-not-valid",
            LockRules::check),
        Rule.of(
            "database/unique-locks-writes",
            Severity.HIGH,
            "disallowed-unique-constraint adding-serial-primary-key-field",
            LockRules::unique),
        Rule.of("database/type-change", Severity.HIGH, "changing-column-type", LockRules::type),
        Rule.of(
            "database/set-not-null",
            Severity.HIGH,
            "adding-not-nullable-field",
            LockRules::setNotNull),
        Rule.of(
            "database/volatile-default",
            Severity.HIGH,
            "adding-field-with-default",
            LockRules::volatileDefault),
        Rule.of(
            "database/no-lock-timeout",
            Severity.MEDIUM,
            Confidence.MEDIUM,
            "require-timeout-settings require-lock-timeout",
            LockRules::timeout));
  }

  private static void index(Migration migration, Rule.Reporter report) {
    for (Change change : migration.changes()) {
      if (change instanceof Change.CreateIndex index
          && !index.concurrently()
          && migration.onExisting(change)) {
        report.at(
            index.span().firstLine(),
            "writes to \"%s\" wait until the index is built: a ShareLock on the table"
                .formatted(index.table()));
      }
    }
  }

  private static void dropIndex(Migration migration, Rule.Reporter report) {
    for (Change change : migration.changes()) {
      if (change instanceof Change.DropIndex index
          && !index.concurrently()
          && migration.existingIndex(index.index())) {
        report.at(
            index.span().firstLine(),
            ("dropping \"%s\" takes an AccessExclusiveLock on its" + " table: reads wait too")
                .formatted(index.index()));
      }
    }
  }

  private static void concurrently(Migration migration, Rule.Reporter report) {
    boolean together = migration.oneTransaction() && migration.statements() > 1;
    boolean begun = false;
    for (Change change : migration.changes()) {
      if (change instanceof Change.TransactionControl control) {
        begun = control.span().text().toLowerCase(Locale.ROOT).matches("(?s)(begin|start).*");
      }
      boolean concurrent =
          (change instanceof Change.CreateIndex c && c.concurrently())
              || (change instanceof Change.DropIndex d && d.concurrently());
      if (concurrent && (begun || together)) {
        report.at(
            change.span().firstLine(),
            begun
                ? "CONCURRENTLY fails inside a transaction block"
                : "the tool sends this file as one query, and CONCURRENTLY fails beside other"
                    + " statements");
      }
    }
  }

  private static void foreignKey(Migration migration, Rule.Reporter report) {
    for (Change change : migration.changes()) {
      if (change instanceof Change.AddForeignKey key
          && !key.notValid()
          && migration.onExisting(change)) {
        report.at(
            key.span().firstLine(),
            ("every row of \"%s\" is checked while both tables" + " refuse writes")
                .formatted(key.table()));
      }
    }
  }

  private static void check(Migration migration, Rule.Reporter report) {
    for (Change change : migration.changes()) {
      if (change instanceof Change.AddCheck check
          && !check.notValid()
          && migration.onExisting(change)) {
        report.at(
            check.span().firstLine(),
            "every row of \"%s\" is checked under an AccessExclusiveLock".formatted(check.table()));
      }
    }
  }

  private static void unique(Migration migration, Rule.Reporter report) {
    for (Change change : migration.changes()) {
      if (change instanceof Change.AddUnique unique
          && !unique.usingIndex()
          && migration.onExisting(change)) {
        report.at(
            unique.span().firstLine(),
            ("the index behind this %s is built while \"%s\"" + " refuses reads and writes")
                .formatted(unique.kind(), unique.table()));
      }
    }
  }

  private static void type(Migration migration, Rule.Reporter report) {
    for (Change change : migration.changes()) {
      if (change instanceof Change.AlterType type
          && migration.onExisting(change)
          && TypeChange.rewrites(migration.oldType(type), type.type())) {
        report.at(
            type.span().firstLine(),
            ("changing \"%s\".\"%s\" to %s may rewrite the table"
                    + " under an AccessExclusiveLock, and running code still sends the old type")
                .formatted(type.table(), type.column(), type.type()));
      }
    }
  }

  private static void setNotNull(Migration migration, Rule.Reporter report) {
    if (migration.changes().stream().noneMatch(Change.SetNotNull.class::isInstance)) {
      return;
    }
    ProvenNotNull proven = ProvenNotNull.in(migration);
    for (Change change : migration.changes()) {
      if (change instanceof Change.SetNotNull set
          && migration.onExisting(change)
          && !proven.holds(set)) {
        report.at(
            set.span().firstLine(),
            ("fails if one row of \"%s\" has no \"%s\", and scans"
                    + " the table under an AccessExclusiveLock")
                .formatted(set.table(), set.column()));
      }
    }
  }

  private static void volatileDefault(Migration migration, Rule.Reporter report) {
    for (Change change : migration.changes()) {
      if (change instanceof Change.AddColumn add && migration.onExisting(change)) {
        Optional<String> fallback = add.fallback().filter(LockRules::differsByRow);
        boolean serial = add.type().matches("(big|small)?serial\\d?");
        boolean stored = add.generated();
        if (fallback.isPresent() || serial || stored) {
          report.at(
              add.span().firstLine(),
              ("the value of \"%s\" differs by row, so the whole of"
                      + " \"%s\" is rewritten under an AccessExclusiveLock")
                  .formatted(add.column(), add.table()));
        }
      }
    }
  }

  /** A function nobody here knows may be volatile, as functions are unless they say otherwise. */
  private static boolean differsByRow(String fallback) {
    return VOLATILE.matcher(fallback).matches()
        || (CALL.matcher(fallback).matches() && !STABLE_CALL.matcher(fallback).matches());
  }

  private static void timeout(Migration migration, Rule.Reporter report) {
    if (migration.setsTimeout("lock_timeout")) {
      return;
    }
    migration.script().stream()
        .filter(s -> s.startsWith("REINDEX"))
        .filter(s ->
            !s.contains("CONCURRENTLY")
                || s.contains("CONCURRENTLY", "false")
                || s.contains("CONCURRENTLY", "off"))
        .findFirst()
        .ifPresent(s ->
            report.at(
                s.span().firstLine(),
                "without lock_timeout this waits behind any write, and every write waits behind it"));
    for (Change change : migration.changes()) {
      if (migration.onExisting(change) && exclusive(change)) {
        report.at(
            change.span().firstLine(),
            "without lock_timeout this waits behind any long query on \"%s\", and everything"
                    .formatted(change.table())
                + " else waits behind it");
        return;
      }
      // A new table's foreign key locks the table it points to against writes, too.
      if (change instanceof Change.AddForeignKey key && migration.referencesExisting(key)) {
        report.at(
            change.span().firstLine(),
            "without lock_timeout this waits behind any long write to \"%s\", and every other write"
                    .formatted(key.references())
                + " waits behind it");
        return;
      }
    }
  }

  private static boolean exclusive(Change change) {
    return switch (change) {
      case Change.AddColumn c -> true;
      case Change.DropColumn c -> true;
      case Change.AlterType c -> true;
      case Change.SetNotNull c -> true;
      case Change.RenameColumn c -> true;
      case Change.RenameTable c -> true;
      case Change.AddForeignKey c -> true;
      case Change.AddCheck c -> true;
      case Change.AddUnique c -> true;
      default -> false;
    };
  }
}
