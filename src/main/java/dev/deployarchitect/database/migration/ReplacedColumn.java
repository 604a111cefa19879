package dev.deployarchitect.database.migration;

import dev.deployarchitect.syntax.sql.SqlStatement;
import dev.deployarchitect.syntax.sql.SqlToken;
import dev.deployarchitect.text.Nearest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The column that takes a dropped one's place in the same file, where there is evidence that the
 * two belong together: values copied from one to the other, or a name made of the other's words and
 * the same type.
 *
 * @param copied whether an UPDATE copies values
 */
record ReplacedColumn(String added, boolean copied) {
  /** Words that half of all columns have, and that make no two of them the same. */
  private static final Set<String> COMMON =
      Set.of("id", "at", "on", "by", "is", "has", "date", "time", "type", "count", "url", "new");

  /** So much of the longer of two names may differ: status, statuses. */
  private static final double LIKENESS = 0.7;

  /** More columns of one table than a migration that replaces one adds; each is compared. */
  private static final int MOST = 50;

  private record Added(String column, String type, Set<String> words) {}

  /** What a migration adds to a table, and the names that its updates of it use. */
  private record Beside(List<Added> added, List<Set<String>> updates) {}

  /** The columns of one migration that take the place of dropped ones; gathered in one pass. */
  record Finder(Migration migration, Map<String, Beside> tables) {

    static Finder in(Migration migration) {
      Map<String, Beside> tables = new HashMap<>();
      for (Change change : migration.changes()) {
        Beside beside =
            tables.computeIfAbsent(
                change.table(), table -> new Beside(new ArrayList<>(), new ArrayList<>()));
        if (change instanceof Change.AddColumn add && beside.added().size() < MOST) {
          beside.added().add(new Added(add.column(), add.type(), words(add.column())));
        } else if (change instanceof Change.Update && beside.updates().size() < MOST) {
          migration.statement(change).map(ReplacedColumn::names).ifPresent(beside.updates()::add);
        }
      }
      return new Finder(migration, tables);
    }

    Optional<ReplacedColumn> of(Change.DropColumn drop) {
      Beside beside = tables.getOrDefault(drop.table(), new Beside(List.of(), List.of()));
      List<Set<String>> copies =
          beside.updates().stream().filter(names -> names.contains(drop.column())).toList();
      Set<String> words = words(drop.column());
      Optional<String> type = migration.oldType(drop);
      return beside.added().stream()
          .filter(add -> copies.stream().anyMatch(names -> names.contains(add.column())))
          .findFirst()
          .map(add -> new ReplacedColumn(add.column(), true))
          .or(() ->
              beside.added().stream()
                  // The same name in another spelling; a column of another type loses its values.
                  .filter(add -> words.equals(add.words()))
                  .findFirst()
                  .or(() ->
                      beside.added().stream()
                          .filter(add -> alike(words, add.words()))
                          .filter(add -> type.isEmpty() || type.get().equals(add.type()))
                          .findFirst())
                  .map(add -> new ReplacedColumn(add.column(), false)));
    }
  }

  private static Set<String> names(SqlStatement statement) {
    return statement.tokens().stream()
        .filter(SqlToken::isName)
        .map(SqlToken::name)
        .collect(Collectors.toSet());
  }

  /** A name made of all telling words of the other, or one that differs by a few letters. */
  private static boolean alike(Set<String> words, Set<String> more) {
    Set<String> telling = new HashSet<>(words);
    telling.removeAll(COMMON);
    Set<String> tellingMore = new HashSet<>(more);
    tellingMore.removeAll(COMMON);
    boolean within =
        !telling.isEmpty()
            && !tellingMore.isEmpty()
            && (tellingMore.containsAll(telling) || telling.containsAll(tellingMore));
    String a = String.join("", telling);
    String b = String.join("", tellingMore);
    int longest = Math.max(a.length(), b.length());
    boolean near =
        longest > 4
            && telling.size() == 1
            && tellingMore.size() == 1
            && 1 - (double) Nearest.distance(a, b) / longest >= LIKENESS;
    return within || near;
  }

  private static Set<String> words(String name) {
    String split = name.replaceAll("(?<=[a-z0-9])(?=[A-Z])|[^A-Za-z0-9]+", " ");
    return new HashSet<>(Arrays.asList(split.toLowerCase(Locale.ROOT).strip().split(" +")));
  }
}
