package dev.deployarchitect.database.migration;

import dev.deployarchitect.syntax.sql.SqlStatement;
import dev.deployarchitect.syntax.sql.SqlToken;
import dev.deployarchitect.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The types that columns are given, with their places. */
final class ColumnTypes {
  private static final Set<String> NAMES =
      Set.of(
          "char",
          "character",
          "bpchar",
          "varchar",
          "smallint",
          "int2",
          "int",
          "integer",
          "int4",
          "serial",
          "serial2",
          "serial4",
          "serial8",
          "bigserial",
          "smallserial",
          "timestamp");

  /**
   * A type.
   *
   * @param name in lower case, {@code character varying} as two words
   * @param limited whether a length stands behind it
   */
  record Type(Span span, String name, boolean limited) {
    boolean is(String... names) {
      return List.of(names).contains(name);
    }
  }

  private ColumnTypes() {}

  static Stream<Type> of(Migration migration) {
    return migration.script().stream()
        .filter(s -> s.startsWith("CREATE", "TABLE") || s.startsWith("ALTER", "TABLE"))
        .flatMap(s -> of(s).stream());
  }

  private static List<Type> of(SqlStatement statement) {
    List<Type> types = new ArrayList<>();
    List<SqlToken> tokens = statement.tokens();
    for (int i = 1; i < tokens.size(); i++) {
      SqlToken token = tokens.get(i);
      String name = token.isName() ? token.name().toLowerCase(Locale.ROOT) : "";
      if (NAMES.contains(name) && standsForType(tokens, i)) {
        boolean varying = at(tokens, i + 1, "VARYING");
        int next = varying ? i + 2 : i + 1;
        boolean limited = next < tokens.size() && tokens.get(next).text().equals("(");
        boolean zoned = name.equals("timestamp") && zoned(tokens, next);
        if (!zoned) {
          types.add(new Type(token.span(), varying ? "character varying" : name, limited));
        }
      }
    }
    return types;
  }

  /** Behind a column's name, behind TYPE, or behind {@code pg_catalog.}. */
  private static boolean standsForType(List<SqlToken> tokens, int i) {
    SqlToken before = tokens.get(i - 1);
    boolean qualified = before.text().equals(".") && i > 1 && tokens.get(i - 2).is("pg_catalog");
    boolean cast = before.is("AS") || before.is("DEFAULT") || before.is("CONSTRAINT");
    boolean column = before.is("COLUMN") || before.is("EXISTS") || before.is("TABLE");
    return qualified || (before.isName() && !cast && !column);
  }

  private static boolean zoned(List<SqlToken> tokens, int next) {
    int at = next;
    if (at < tokens.size() && tokens.get(at).text().equals("(")) {
      at += 3;
    }
    return at(tokens, at, "WITH") && at(tokens, at + 1, "TIME");
  }

  private static boolean at(List<SqlToken> tokens, int i, String word) {
    return i < tokens.size() && tokens.get(i).is(word);
  }
}
