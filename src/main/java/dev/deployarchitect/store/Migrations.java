package dev.deployarchitect.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Versions of our own tables that follow one another. A version that was released is never edited.
 *
 * @param store as a message calls it
 * @param before what makes other servers wait, and what a count of versions needs
 * @param ask the version, as a query
 * @param note the version, as a statement
 */
record Migrations(
    String store, List<String> before, String ask, String note, List<List<String>> versions) {

  /**
   * Brings the tables to the newest version, each one whole or not at all.
   *
   * @throws StoreException when a newer program has written them
   */
  void run(Connection connection) throws SQLException {
    int version;
    do {
      try (Statement statement = connection.createStatement()) {
        for (String sql : before) {
          statement.execute(sql);
        }
        version = version(statement);
        if (version < versions.size()) {
          for (String sql : versions.get(version)) {
            statement.execute(sql);
          }
          statement.execute(note.formatted(version + 1));
        }
        connection.commit();
      } catch (SQLException e) {
        connection.rollback();
        throw e;
      }
    } while (version + 1 < versions.size());
    if (version > versions.size()) {
      throw new StoreException(
          "The store %s is of version %d, and this program knows %d; use the newer program, or another store by --store."
              .formatted(store, version, versions.size()),
          null);
    }
  }

  private int version(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery(ask)) {
      return row.next() ? row.getInt(1) : 0;
    }
  }
}
