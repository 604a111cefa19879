package dev.deployarchitect.scratch;

import java.sql.Connection;
import java.sql.SQLException;

/** One database of a scratch server. */
public record ScratchDatabase(ScratchServer server, String name) implements AutoCloseable {
  /** As the role that may do nothing outside this database. */
  public Connection runner() throws SQLException {
    return server.runner(name);
  }

  /** As the same role, where an answer larger than 32 MB is an error. */
  public Connection bounded() throws SQLException {
    return server.bounded(name);
  }

  /**
   * As the superuser, to look on and to end what does not end. It touches no table that migrations
   * made: their checks, defaults and rules would run with its rights.
   */
  public Connection owner() throws SQLException {
    return server.owner(name);
  }

  /** A copy with all rows; nobody may be connected to this one. */
  public ScratchDatabase copy() throws SQLException {
    return server.create(name);
  }

  @Override
  public void close() throws SQLException {
    server.drop(name);
  }
}
