package dev.deployarchitect.database.migration;

import dev.deployarchitect.syntax.sql.SqlStatement;
import dev.deployarchitect.syntax.sql.SqlToken;
import dev.deployarchitect.text.Nearest;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

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

  static Optional<ReplacedColumn> of(Migration migration, Change.DropColumn drop) {
    List<Change.AddColumn> added =
        migration.changes().stream()
            .filter(c -> c instanceof Change.AddColumn && c.table().equals(drop.table()))
            .map(Change.AddColumn.class::cast)
            .toList();
    Optional<String> type = migration.oldType(drop);
    return added.stream()
        .filter(add -> copies(migration, drop, add.column()))
        .findFirst()
        .map(add -> new ReplacedColumn(add.column(), true))
        .or(() ->
            added.stream()
                .filter(add -> sameWords(drop.column(), add.column()))
                .findFirst()
                .or(() ->
                    added.stream()
                        .filter(add -> alike(drop.column(), add.column()))
                        .filter(add -> type.isEmpty() || type.get().equals(add.type()))
                        .findFirst())
                .map(add -> new ReplacedColumn(add.column(), false)));
  }

  /** An UPDATE of the table that names both. */
  private static boolean copies(Migration migration, Change.DropColumn drop, String added) {
    return migration.changes().stream()
        .filter(c -> c instanceof Change.Update && c.table().equals(drop.table()))
        .flatMap(c -> migration.script().stream().filter(s -> s.span().equals(c.span())))
        .anyMatch(s -> names(s, drop.column()) && names(s, added));
  }

  private static boolean names(SqlStatement statement, String column) {
    return statement.tokens().stream()
        .filter(SqlToken::isName)
        .anyMatch(t -> t.name().equals(column));
  }

  /** The same name in another spelling; a column of another type loses its values too. */
  private static boolean sameWords(String one, String other) {
    return words(one).equals(words(other));
  }

  /** A name made of all telling words of the other, or one that differs by a few letters. */
  static boolean alike(String one, String other) {
    Set<String> words = words(one);
    Set<String> more = words(other);
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
