package dev.deployarchitect.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Our own tables, as versions that follow one another; the file knows which it has ({@code PRAGMA
 * user_version}). A version that was released is never edited.
 */
final class Schema {
  private static final List<List<String>> VERSIONS = List.of(first());

  /** What files had before versions were counted: each statement can run again. */
  private static List<String> first() {
    return List.of(
        """
        CREATE TABLE IF NOT EXISTS conversations (
          id TEXT PRIMARY KEY, workspace TEXT NOT NULL, created TEXT NOT NULL)
        """,
        """
        CREATE TABLE IF NOT EXISTS runs (
          id TEXT PRIMARY KEY, conversation TEXT NOT NULL REFERENCES conversations (id),
          question TEXT NOT NULL, status TEXT NOT NULL, answer TEXT NOT NULL,
          idempotency_key TEXT, UNIQUE (conversation, idempotency_key))
        """,
        """
        CREATE TABLE IF NOT EXISTS events (
          run TEXT NOT NULL, number INTEGER NOT NULL, type TEXT NOT NULL, data TEXT NOT NULL,
          last INTEGER NOT NULL, PRIMARY KEY (run, number)) WITHOUT ROWID
        """,
        "CREATE INDEX IF NOT EXISTS runs_conversation ON runs (conversation)");
  }

  private Schema() {}

  /**
   * Brings the file to the newest version, each one whole or not at all.
   *
   * @throws StoreException when a newer program has written the file
   */
  static void migrate(Connection connection, Path file) throws SQLException {
    int version = version(connection);
    if (version > VERSIONS.size()) {
      throw new StoreException(
          "The store %s is of version %d, and this program knows %d; use the newer program, or another file by --store."
              .formatted(file, version, VERSIONS.size()),
          null);
    }
    for (int next = version; next < VERSIONS.size(); next++) {
      try (Statement statement = connection.createStatement()) {
        for (String sql : VERSIONS.get(next)) {
          statement.execute(sql);
        }
        statement.execute("PRAGMA user_version = " + (next + 1));
        connection.commit();
      } catch (SQLException e) {
        connection.rollback();
        throw e;
      }
    }
  }

  private static int version(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA user_version")) {
      return row.next() ? row.getInt(1) : 0;
    }
  }
}
