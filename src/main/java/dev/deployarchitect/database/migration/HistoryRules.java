package dev.deployarchitect.database.migration;

import dev.deployarchitect.finding.Confidence;
import dev.deployarchitect.finding.Rule;
import dev.deployarchitect.finding.Severity;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rules on the migrations of a folder together: their order, their beginning, where they lead. */
final class HistoryRules {
  private static final Pattern NUMBER = Pattern.compile("^[VvUu]?(\\d[\\d._]*?)(?:__|[-_.])");

  private HistoryRules() {}

  static List<Rule<History>> all() {
    return List.of(
        Rule.of("database/table-not-there", Severity.HIGH, "", HistoryRules::order),
        Rule.of("database/no-base", Severity.MEDIUM, Confidence.MEDIUM, "", HistoryRules::noBase),
        Rule.of(
            "database/schema-drift", Severity.MEDIUM, Confidence.MEDIUM, "", HistoryRules::drift),
        Rule.of("database/same-number", Severity.MEDIUM, "", HistoryRules::numbers),
        Rule.of(
            "database/edited-migration",
            Severity.HIGH,
            Confidence.MEDIUM,
            "",
            HistoryRules::edited));
  }

  private static void order(History history, Rule.Reporter report) {
    Set<String> said = new HashSet<>();
    for (SchemaHistory.Missing missing : history.schema().missing()) {
      Migration maker = history.schema().createdIn().get(missing.change().table());
      if (maker != null
          && said.add(missing.migration().source().path() + missing.change().table())) {
        report.at(missing.change().span().firstLine(), order(history, missing, maker));
      }
    }
  }

  private static String order(History history, SchemaHistory.Missing missing, Migration maker) {
    String table = missing.change().table();
    int at = history.migrations().indexOf(missing.migration());
    int made = history.migrations().indexOf(maker);
    if (made < at) {
      return "\"%s\" was dropped or renamed before this: a new database cannot be built"
          .formatted(table);
    }
    return made == at
        ? "\"%s\" is made further down in this file".formatted(table)
        : "\"%s\" is made by %s, which runs after this: a new database cannot be built"
            .formatted(table, history.name(maker));
  }

  /** One finding for a folder: the base is one thing that is missing. */
  private static void noBase(History history, Rule.Reporter report) {
    List<SchemaHistory.Missing> strangers =
        history.schema().missing().stream()
            .filter(m -> !history.schema().createdIn().containsKey(m.change().table()))
            .toList();
    if (strangers.isEmpty() || history.schema().dynamic()) {
      return;
    }
    Set<String> tables = new HashSet<>();
    strangers.forEach(m -> tables.add(m.change().table()));
    SchemaHistory.Missing first = strangers.getFirst();
    report.at(
        first.change().span().firstLine(),
        "no migration here makes \"%s\"%s: a new database cannot be built from them"
            .formatted(
                first.change().table(),
                tables.size() == 1 ? "" : " (and %d more tables)".formatted(tables.size() - 1)));
  }

  private static void drift(History history, Rule.Reporter report) {
    boolean begins = history.schema().missing().isEmpty() && !history.schema().dynamic();
    if (history.prisma().isEmpty() || history.migrations().isEmpty() || !begins) {
      return;
    }
    for (PrismaTables.Table model : PrismaTables.of(history.prisma())) {
      Optional<Set<String>> made = history.schema().tables().get(model.name());
      if (made == null) {
        report.at(
            model.head(),
            "no migration makes the table \"%s\" of this model".formatted(model.name()));
        continue;
      }
      made.ifPresent(columns -> compare(model, columns, report));
    }
  }

  private static void compare(PrismaTables.Table model, Set<String> columns, Rule.Reporter report) {
    model
        .columns()
        .forEach((column, place) -> {
          if (!columns.contains(column)) {
            report.at(
                place,
                "no migration makes the column \"%s\".\"%s\"".formatted(model.name(), column));
          }
        });
    List<String> unknown =
        columns.stream().filter(c -> !model.columns().containsKey(c)).sorted().toList();
    if (!unknown.isEmpty()) {
      report.at(
          model.head(),
          "the migrations make \"%s\" of \"%s\", which this model does not have"
              .formatted(String.join("\", \"", unknown), model.name()));
    }
  }

  private static void numbers(History history, Rule.Reporter report) {
    if (history.tool().equals("prisma")) {
      return;
    }
    Map<String, Migration> first = new TreeMap<>();
    for (Migration migration : history.migrations()) {
      Matcher number = NUMBER.matcher(history.name(migration));
      if (number.find()) {
        Migration other = first.putIfAbsent(number.group(1), migration);
        if (other != null) {
          report.at(
              migration.source().lineSpan(1),
              "%s has the number %s too: which runs first is left to the rest of their names"
                  .formatted(history.name(other), number.group(1)));
        }
      }
    }
  }

  private static void edited(History history, Rule.Reporter report) {
    EditedMigrations.of(history)
        .forEach((migration, commit) ->
            report.at(
                migration.source().lineSpan(1),
                "changed in commit %s, when later migrations were there already: a database that has run it"
                        .formatted(commit)
                    + " keeps what it did before, and Prisma refuses to go on"));
  }
}
