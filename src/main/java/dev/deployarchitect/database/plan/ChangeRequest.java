package dev.deployarchitect.database.plan;

import java.util.List;

/**
 * A wanted change.
 *
 * @param target the new column's name for a rename or a change of type, the new value of an enum
 * @param type the type of the new column, the referenced table, the value that fills, the enum's
 *     type
 * @param derived the columns that a split makes; empty for any other change
 */
record ChangeRequest(
    Kind kind, String table, String column, String target, String type, List<Derived> derived) {

  /** What can be planned. */
  enum Kind {
    RENAME_COLUMN,
    CHANGE_TYPE,
    SPLIT_COLUMN,
    SET_NOT_NULL,
    DROP_COLUMN,
    ADD_UNIQUE,
    ADD_FOREIGN_KEY,
    BACKFILL,
    REPLACE_ENUM_VALUE,
    PRIMARY_KEY_BIGINT
  }

  /**
   * A column made from another.
   *
   * @param expression SQL in which the word {@code value} is the old column
   */
  record Derived(String name, String type, String expression) {
    String sql() {
      return quoted(name);
    }

    /** The expression with the old column written as {@code column}. */
    String of(String column) {
      return expression.replaceAll("\\bvalue\\b", java.util.regex.Matcher.quoteReplacement(column));
    }
  }

  ChangeRequest(Kind kind, String table, String column, String target, String type) {
    this(kind, table, column, target, type, List.of());
  }

  static String quoted(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }

  static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  String tableSql() {
    return quoted(table);
  }

  String columnSql() {
    return quoted(column);
  }

  String targetSql() {
    return quoted(target);
  }

  /**
   * A quoted name for a trigger, function or constraint of this change; no two changes share one.
   */
  String name(String suffix) {
    return quoted(Indexes.cut(table + "__" + column + "_" + suffix));
  }

  /** For a folder's name. */
  static String plain(String name) {
    return name.replaceAll("[^A-Za-z0-9_]+", "-");
  }

  /** Whether new columns take the old one's place, so that versions of the application overlap. */
  boolean replacesColumn() {
    return kind == Kind.RENAME_COLUMN || kind == Kind.CHANGE_TYPE || kind == Kind.SPLIT_COLUMN;
  }
}
