package dev.deployarchitect.database.migration;

import dev.deployarchitect.finding.Confidence;
import dev.deployarchitect.finding.Rule;
import dev.deployarchitect.finding.Severity;
import dev.deployarchitect.text.Nearest;
import dev.deployarchitect.syntax.sql.SqlStatement;
import dev.deployarchitect.syntax.sql.SqlToken;
import java.util.Locale;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rules on rows that are lost and on releases that break the code still running. */
final class LossRules {
  /** What a statement can begin with (PostgreSQL 18's manual, part VI, SQL commands). */
  private static final Set<String> COMMANDS =
      Set.of(
          ("ABORT ALTER ANALYSE ANALYZE BEGIN CALL CHECKPOINT CLOSE CLUSTER COMMENT COMMIT COPY CREATE DEALLOCATE"
                  + " DECLARE DELETE DISCARD DO DROP END EXECUTE EXPLAIN FETCH GRANT IMPORT INSERT LISTEN LOAD LOCK"
                  + " MERGE MOVE NOTIFY PREPARE REASSIGN REFRESH REINDEX RELEASE RESET REVOKE ROLLBACK SAVEPOINT"
                  + " SECURITY SELECT SET SHOW START TABLE TRUNCATE UNLISTEN UPDATE VACUUM VALUES WITH")
              .split(" "));

  /** A WHERE that asks for rows without a value in one column, and for nothing else. */
  private static final Pattern ONLY_NULL =
      Pattern.compile(
          "(?is).*?\\bWHERE\\s++(?:\\w++\\.|\"\\w++\"\\.)?+(?:\"([^\"]++)\"|(\\w++))\\s++IS\\s++NULL");

  private LossRules() {}

  static List<Rule<Migration>> all() {
    return List.of(
        Rule.of("database/sql-syntax", Severity.HIGH, "", LossRules::syntax),
        Rule.of(
            "database/not-null-without-default",
            Severity.CRITICAL,
            "adding-required-field adding-not-nullable-field",
            LossRules::required),
        Rule.of("database/drop-column", Severity.HIGH, "ban-drop-column", LossRules::dropColumn),
        Rule.of("database/drop-table", Severity.HIGH, "ban-drop-table", LossRules::dropTable),
        Rule.of("database/rename-column", Severity.HIGH, "renaming-column", LossRules::rename),
        Rule.of("database/rename-table", Severity.HIGH, "renaming-table", LossRules::renameTable),
        Rule.of("database/replaced-column", Severity.CRITICAL, "", LossRules::replaced),
        Rule.of("database/backfill-of-nothing", Severity.HIGH, "", LossRules::backfill),
        Rule.of("database/enum-value-used", Severity.HIGH, "", LossRules::enumValue),
        Rule.of(
            "database/unbounded-write",
            Severity.MEDIUM,
            Confidence.MEDIUM,
            "",
            LossRules::unbounded),
        Rule.of(
            "database/truncate", Severity.CRITICAL, "ban-truncate-cascade", LossRules::truncate),
        Rule.of("database/other-engine", Severity.CRITICAL, "", LossRules::engine),
        Rule.of(
            "database/transaction-in-migration",
            Severity.LOW,
            "transaction-nesting",
            LossRules::transaction));
  }

  /** Whole statements are read by PostgreSQL alone; what it could not even begin is said here. */
  private static void syntax(Migration migration, Rule.Reporter report) {
    migration.problems().forEach(p -> report.at(p.span(), p.message()));
    for (SqlStatement statement : migration.script()) {
      SqlToken first = statement.tokens().getFirst();
      String word = first.text().toUpperCase(Locale.ROOT);
      boolean command = COMMANDS.contains(word) || word.equals("(");
      if (!command) {
        report.at(
            first.span(),
            "PostgreSQL has no command '%s'%s; this statement was not judged"
                .formatted(
                    first.text(),
                    Nearest.to(word, COMMANDS).map("; did you mean %s?"::formatted).orElse("")));
      }
    }
  }

  private static void required(Migration migration, Rule.Reporter report) {
    for (Change change : migration.changes()) {
      boolean serial =
          change instanceof Change.AddColumn a && a.type().matches("(big|small)?serial\\d?");
      if (change instanceof Change.AddColumn add
          && add.notNull()
          && add.fallback().isEmpty()
          && !add.generated()
          && !serial
          && migration.onExisting(change)) {
        report.at(
            add.span().firstLine(),
            ("\"%s\" is NOT NULL without a default: the migration"
                    + " fails as soon as \"%s\" has a row")
                .formatted(add.column(), add.table()));
      }
    }
  }

  private static void dropColumn(Migration migration, Rule.Reporter report) {
    ReplacedColumn.Finder replaced = ReplacedColumn.Finder.in(migration);
    for (Change change : migration.changes()) {
      if (change instanceof Change.DropColumn drop
          && migration.onExisting(change)
          && replaced.of(drop).isEmpty()) {
        report.at(
            drop.span().firstLine(),
            ("the data of \"%s\".\"%s\" is gone, and code of the"
                    + " last release still selects it during the rollout")
                .formatted(drop.table(), drop.column()));
      }
    }
  }

  private static void replaced(Migration migration, Rule.Reporter report) {
    ReplacedColumn.Finder replaced = ReplacedColumn.Finder.in(migration);
    for (Change change : migration.changes()) {
      if (change instanceof Change.DropColumn drop && migration.onExisting(change)) {
        replaced.of(drop).ifPresent(pair -> report.at(drop.span().firstLine(), said(drop, pair)));
      }
    }
  }

  private static String said(Change.DropColumn drop, ReplacedColumn pair) {
    return pair.copied()
        ? "one release adds \"%s\" and drops \"%s\" of \"%s\": no instance of the last release"
                .formatted(pair.added(), drop.column(), drop.table())
            + " survives it, and the copy was never counted"
        : "\"%s\" is dropped and \"%s\" added to \"%s\" without copying one value"
            .formatted(drop.column(), pair.added(), drop.table());
  }

  /** Every row that stood there has the default already. */
  private static void backfill(Migration migration, Rule.Reporter report) {
    Map<String, Map<String, String>> filled = new HashMap<>();
    for (Change change : migration.changes()) {
      if (change instanceof Change.AddColumn add && (add.fallback().isPresent() || add.notNull())) {
        filled
            .computeIfAbsent(add.table(), t -> new HashMap<>())
            .put(add.column().toLowerCase(Locale.ROOT), add.column());
      } else if (change instanceof Change.Update update && update.where()) {
        Matcher where = ONLY_NULL.matcher(update.span().text().strip());
        if (where.matches()) {
          String asked = where.group(1) == null ? where.group(2) : where.group(1);
          String column =
              filled.getOrDefault(update.table(), Map.of()).get(asked.toLowerCase(Locale.ROOT));
          if (column != null) {
            report.at(
                update.span().firstLine(),
                "\"%s\" was added with a value for every row, so this meets none: nothing is filled"
                    .formatted(column));
          }
        }
      }
    }
  }

  private static void dropTable(Migration migration, Rule.Reporter report) {
    Set<String> renamedInto = new HashSet<>();
    for (Change change : migration.changes()) {
      if (change instanceof Change.RenameTable rename) {
        renamedInto.add(rename.to());
      }
    }
    for (Change change : migration.changes()) {
      if (change instanceof Change.DropTable drop
          && migration.onExisting(change)
          && !renamedInto.contains(drop.table())) {
        report.at(
            drop.span().firstLine(),
            ("all rows of \"%s\" are gone, and code of the last"
                    + " release still queries it during the rollout")
                .formatted(drop.table()));
      }
    }
  }

  private static void rename(Migration migration, Rule.Reporter report) {
    for (Change change : migration.changes()) {
      if (change instanceof Change.RenameColumn r && migration.onExisting(change)) {
        report.at(
            r.span().firstLine(),
            ("from this moment code that knows \"%s\".\"%s\" fails;"
                    + " during a rollout that is every old instance")
                .formatted(r.table(), r.from()));
      }
    }
  }

  private static void renameTable(Migration migration, Rule.Reporter report) {
    for (Change change : migration.changes()) {
      if (change instanceof Change.RenameTable r && migration.onExisting(change)) {
        report.at(
            r.span().firstLine(),
            ("from this moment code that knows \"%s\" fails; during a"
                    + " rollout that is every old instance")
                .formatted(r.table()));
      }
    }
  }

  private static void enumValue(Migration migration, Rule.Reporter report) {
    EnumUses uses = EnumUses.in(migration);
    for (Change change : migration.changes()) {
      if (change instanceof Change.AddEnumValue add
          && migration.oneTransaction()
          && !add.value().isEmpty()) {
        if (uses.follows(add)) {
          report.at(
              add.span().firstLine(),
              ("%s is used later in this file; PostgreSQL refuses a"
                      + " new enum value in the transaction that adds it")
                  .formatted(add.value()));
        }
      }
    }
  }

  private static void unbounded(Migration migration, Rule.Reporter report) {
    for (Change change : migration.changes()) {
      boolean update = change instanceof Change.Update u && !u.where();
      boolean delete = change instanceof Change.Delete d && !d.where();
      if ((update || delete) && migration.onExisting(change)) {
        report.at(
            change.span().firstLine(),
            ("every row of \"%s\" is %s in one transaction: its"
                    + " locks are held, and dead rows kept, until the end")
                .formatted(change.table(), update ? "rewritten" : "deleted"));
      }
    }
  }

  private static void truncate(Migration migration, Rule.Reporter report) {
    for (Change change : migration.changes()) {
      if (change instanceof Change.Truncate t && migration.onExisting(change)) {
        report.at(t.span().firstLine(), "all rows of \"%s\" are gone".formatted(t.table()));
      }
    }
  }

  private static void engine(Migration migration, Rule.Reporter report) {
    migration.changes().stream()
        .filter(Change.ForeignEngine.class::isInstance)
        .map(Change.ForeignEngine.class::cast)
        .findFirst()
        .ifPresent(e ->
            report.at(
                e.span(),
                "'%s' is %s, which PostgreSQL cannot read".formatted(e.sign(), e.engine())));
  }

  private static void transaction(Migration migration, Rule.Reporter report) {
    if (!migration.oneTransaction()) {
      return;
    }
    migration.changes().stream()
        .filter(Change.TransactionControl.class::isInstance)
        .findFirst()
        .ifPresent(c ->
            report.at(
                c.span().firstLine(),
                "the migration tool already decides about the transaction; this ends or nests it"));
  }
}
