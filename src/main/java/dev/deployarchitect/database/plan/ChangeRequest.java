package dev.deployarchitect.database.plan;

/**
 * A wanted change.
 *
 * @param target the new column's name, for a rename or a change of type
 * @param type the type of the new column, or the referenced table
 */
record ChangeRequest(Kind kind, String table, String column, String target, String type) {

  /** What can be planned. */
  enum Kind {
    RENAME_COLUMN,
    CHANGE_TYPE,
    SET_NOT_NULL,
    DROP_COLUMN,
    ADD_UNIQUE,
    ADD_FOREIGN_KEY
  }

  static String quoted(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
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

  /** A name for constraints and folders, made of letters, digits and underscores. */
  String slug() {
    return (table + "_" + column)
        .replaceAll("[^A-Za-z0-9]+", "_")
        .toLowerCase(java.util.Locale.ROOT);
  }
}
