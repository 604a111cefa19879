package dev.deployarchitect.database.migration;

import dev.deployarchitect.interrupt.Interruption;
import dev.deployarchitect.syntax.sql.SqlStatement;
import dev.deployarchitect.syntax.sql.SqlToken;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the migrations of a series make of a schema, read in their order.
 *
 * @param tables at the end: name to columns; empty where the columns cannot be read
 * @param missing changes of tables that were not there at that moment
 * @param createdIn the migration that first makes a table of this name
 * @param dynamic whether code in the database may make what cannot be read here
 */
record SchemaHistory(
    Map<String, Optional<Set<String>>> tables,
    List<Missing> missing,
    Map<String, Migration> createdIn,
    boolean dynamic) {

  /** A change of a table that was not there. */
  record Missing(Migration migration, Change change) {}

  static SchemaHistory of(List<Migration> migrations) {
    SchemaHistory history =
        new SchemaHistory(
            new LinkedHashMap<>(),
            new ArrayList<>(),
            createdIn(migrations),
            migrations.stream().flatMap(m -> m.script().stream()).anyMatch(SchemaHistory::isCode));
    Set<String> others = others(migrations);
    for (Migration migration : migrations) {
      Set<String> elsewhere = elsewhere(migration);
      for (Change change : migration.changes()) {
        if (!elsewhere.contains(change.table())) {
          history.apply(migration, change, others);
        }
      }
    }
    return history;
  }

  private static Map<String, Migration> createdIn(List<Migration> migrations) {
    Map<String, Migration> first = new HashMap<>();
    for (Migration migration : migrations) {
      for (Change change : migration.changes()) {
        if (change instanceof Change.CreateTable create) {
          first.putIfAbsent(create.table(), migration);
        } else if (change instanceof Change.RenameTable rename) {
          first.putIfAbsent(rename.to(), migration);
        }
      }
    }
    return first;
  }

  private static boolean isCode(SqlStatement statement) {
    return statement.startsWith("DO")
        || statement.startsWith("CALL")
        || statement.startsWith("CREATE", "EXTENSION");
  }

  /** Views and foreign tables, which some commands treat like tables. */
  private static Set<String> others(List<Migration> migrations) {
    Set<String> names = new HashSet<>();
    for (Migration migration : migrations) {
      for (SqlStatement statement : migration.script()) {
        List<SqlToken> tokens = statement.tokens();
        for (int i = 0; statement.startsWith("CREATE") && i < Math.min(7, tokens.size() - 1); i++) {
          boolean view = tokens.get(i).is("VIEW") || tokens.get(i).is("FOREIGN");
          if (view) {
            tokens.subList(i, Math.min(i + 7, tokens.size())).stream()
                .filter(SqlToken::isName)
                .forEach(t -> names.add(t.name()));
          }
        }
      }
    }
    return names;
  }

  /** Tables that a migration names with a schema of their own, which somebody else may make. */
  private static Set<String> elsewhere(Migration migration) {
    Set<String> names = new HashSet<>();
    for (SqlStatement statement : migration.script()) {
      List<SqlToken> tokens = statement.tokens();
      for (int i = 2; i < tokens.size(); i++) {
        boolean qualified =
            tokens.get(i).isName() && tokens.get(i - 1).is(".") && tokens.get(i - 2).isName();
        if (qualified && !tokens.get(i - 2).name().equals("public")) {
          names.add(tokens.get(i).name());
        }
      }
    }
    return names;
  }

  private void apply(Migration migration, Change change, Set<String> others) {
    Interruption.check();
    String table = change.table();
    switch (change) {
      case Change.CreateTable create ->
          tables.put(
              table,
              create.columns().isEmpty()
                  ? Optional.empty()
                  : Optional.of(new LinkedHashSet<>(create.columns().keySet())));
      case Change.RenameTable rename -> {
        expect(migration, change, others);
        Optional<Set<String>> columns =
            Optional.ofNullable(tables.remove(table)).orElse(Optional.empty());
        tables.put(rename.to(), columns);
      }
      case Change.DropTable drop -> tables.remove(table);
      case Change.AddColumn add -> {
        expect(migration, change, others);
        columns(table).ifPresent(c -> c.add(add.column()));
      }
      case Change.DropColumn drop -> {
        expect(migration, change, others);
        columns(table).ifPresent(c -> c.remove(drop.column()));
      }
      case Change.RenameColumn rename -> {
        expect(migration, change, others);
        columns(table)
            .ifPresent(c -> {
              c.remove(rename.from());
              c.add(rename.to());
            });
      }
      case Change.AlterType c -> expect(migration, change, others);
      case Change.SetNotNull c -> expect(migration, change, others);
      case Change.AddForeignKey c -> expect(migration, change, others);
      case Change.AddCheck c -> expect(migration, change, others);
      case Change.AddUnique c -> expect(migration, change, others);
      case Change.CreateIndex c -> expect(migration, change, others);
      case Change.Update c -> expect(migration, change, others);
      default -> {}
    }
  }

  private Optional<Set<String>> columns(String table) {
    return tables.getOrDefault(table, Optional.empty());
  }

  private void expect(Migration migration, Change change, Set<String> others) {
    String table = change.table();
    boolean there = table.isEmpty() || tables.containsKey(table) || others.contains(table);
    if (!there && !guarded(migration, change)) {
      missing.add(new Missing(migration, change));
    }
  }

  /** ALTER TABLE IF EXISTS: made for a table that may not be there. */
  private static boolean guarded(Migration migration, Change change) {
    return migration
        .statement(change)
        .filter(s -> s.startsWith("ALTER", "TABLE", "IF", "EXISTS"))
        .isPresent();
  }
}
