package dev.deployarchitect.database.migration;

import dev.deployarchitect.syntax.sql.SqlToken;
import dev.deployarchitect.text.Span;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads one clause of an ALTER TABLE (PostgreSQL manual, "ALTER TABLE"). */
final class AlterTableReader {
  private static final Set<String> AFTER_TYPE =
      Set.of(
          "NOT",
          "NULL",
          "DEFAULT",
          "CONSTRAINT",
          "CHECK",
          "UNIQUE",
          "PRIMARY",
          "REFERENCES",
          "GENERATED",
          "COLLATE",
          "USING");

  private AlterTableReader() {}

  static void clause(String table, List<SqlToken> tokens, List<Change> out) {
    if (tokens.isEmpty()) {
      return;
    }
    Span span = TokenCursor.span(tokens);
    TokenCursor cursor = new TokenCursor(tokens);
    if (cursor.accept("ADD")) {
      add(table, span, tokens, cursor, out);
    } else if (cursor.accept("DROP", "COLUMN")) {
      cursor.accept("IF", "EXISTS");
      out.add(new Change.DropColumn(span, table, cursor.name()));
    } else if (cursor.accept("ALTER")) {
      cursor.accept("COLUMN");
      alter(table, span, cursor, tokens, out);
    } else if (cursor.accept("RENAME", "TO")) {
      out.add(new Change.RenameTable(span, table, cursor.name()));
    } else if (cursor.accept("RENAME", "CONSTRAINT")) {
      out.add(new Change.Other(span, table, List.of("rename", "constraint")));
    } else if (cursor.accept("RENAME")) {
      cursor.accept("COLUMN");
      String from = cursor.name();
      cursor.accept("TO");
      out.add(new Change.RenameColumn(span, table, from, cursor.name()));
    } else {
      out.add(new Change.Other(span, table, words(tokens)));
    }
  }

  private static List<String> words(List<SqlToken> tokens) {
    return tokens.stream().limit(4).map(t -> t.text().toLowerCase(Locale.ROOT)).toList();
  }

  private static void add(
      String table, Span span, List<SqlToken> tokens, TokenCursor cursor, List<Change> out) {
    if (cursor.accept("CONSTRAINT")) {
      cursor.name();
    }
    boolean notValid = contains(tokens, "NOT", "VALID");
    boolean usingIndex = contains(tokens, "USING", "INDEX");
    if (cursor.accept("FOREIGN", "KEY")) {
      cursor.skipGroup();
      cursor.accept("REFERENCES");
      out.add(new Change.AddForeignKey(span, table, cursor.name(), notValid));
    } else if (cursor.accept("CHECK")) {
      out.add(new Change.AddCheck(span, table, notValid));
    } else if (cursor.accept("UNIQUE")) {
      out.add(new Change.AddUnique(span, table, "UNIQUE", usingIndex));
    } else if (cursor.accept("PRIMARY", "KEY")) {
      out.add(new Change.AddUnique(span, table, "PRIMARY KEY", usingIndex));
    } else if (cursor.accept("EXCLUDE")) {
      out.add(new Change.AddUnique(span, table, "EXCLUDE", false));
    } else {
      cursor.accept("COLUMN");
      cursor.accept("IF", "NOT", "EXISTS");
      column(table, span, cursor, out);
    }
  }

  private static void column(String table, Span span, TokenCursor cursor, List<Change> out) {
    String column = cursor.name();
    List<SqlToken> rest = cursor.rest();
    List<SqlToken> behind = rest.subList(typeLength(rest), rest.size());
    out.add(
        new Change.AddColumn(
            span,
            table,
            column,
            type(rest),
            contains(behind, "NOT", "NULL") || contains(behind, "PRIMARY", "KEY"),
            fallback(behind),
            contains(behind, "GENERATED")));
    if (contains(behind, "REFERENCES")) {
      out.add(new Change.AddForeignKey(span, table, "", false));
    }
    if (contains(behind, "UNIQUE")) {
      out.add(new Change.AddUnique(span, table, "UNIQUE", false));
    }
  }

  /** The type that {@code tokens} begin with, in lower case and without blanks. */
  static String type(List<SqlToken> tokens) {
    return tokens.subList(0, typeLength(tokens)).stream()
        .map(SqlToken::text)
        .collect(Collectors.joining())
        .toLowerCase(Locale.ROOT);
  }

  private static int typeLength(List<SqlToken> tokens) {
    int i = 0;
    while (i < tokens.size() && AFTER_TYPE.stream().noneMatch(tokens.get(i)::is)) {
      i++;
    }
    return i;
  }

  private static Optional<String> fallback(List<SqlToken> tokens) {
    for (int i = 0; i + 1 < tokens.size(); i++) {
      if (tokens.get(i).is("DEFAULT")) {
        int end = i + 1;
        while (end < tokens.size()
            && (end == i + 1 || AFTER_TYPE.stream().noneMatch(tokens.get(end)::is))) {
          end++;
        }
        return Optional.of(TokenCursor.span(tokens.subList(i + 1, end)).text());
      }
    }
    return Optional.empty();
  }

  private static void alter(
      String table, Span span, TokenCursor cursor, List<SqlToken> tokens, List<Change> out) {
    String column = cursor.name();
    if (cursor.accept("SET", "NOT", "NULL")) {
      out.add(new Change.SetNotNull(span, table, column));
    } else if (cursor.accept("TYPE") || cursor.accept("SET", "DATA", "TYPE")) {
      String type =
          cursor.rest().stream()
              .takeWhile(t -> !t.is("USING"))
              .map(SqlToken::text)
              .collect(Collectors.joining());
      out.add(
          new Change.AlterType(
              span, table, column, type.toLowerCase(Locale.ROOT), contains(tokens, "USING")));
    } else {
      out.add(new Change.Other(span, table, words(tokens)));
    }
  }

  private static boolean contains(List<SqlToken> tokens, String... words) {
    for (int i = 0; i + words.length <= tokens.size(); i++) {
      int k = 0;
      while (k < words.length && tokens.get(i + k).is(words[k])) {
        k++;
      }
      if (k == words.length) {
        return true;
      }
    }
    return false;
  }
}
