package dev.deployarchitect.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** What differs between the databases that a journal can be kept in. Thread-safe. */
interface Database extends AutoCloseable {

  /** What a row becomes. */
  @FunctionalInterface
  interface RowMapper<T> {
    T map(ResultSet row) throws SQLException;
  }

  /** A new connection for the one writer, without auto-commit. */
  Connection writer() throws SQLException;

  /** Says, as part of what {@code writer} is about to commit, which topics have news. */
  void announce(Connection writer, Collection<String> topics) throws SQLException;

  /** After the commit. */
  void announced(Collection<String> topics);

  /**
   * Reads.
   *
   * @throws StoreException when the store cannot be read
   */
  <T> List<T> query(RowMapper<T> mapper, Sql sql);

  /** The database's own clock, in milliseconds since 1970, as an expression. */
  String now();

  /** Holds the rows of a SELECT until the commit, where others could change them meanwhile. */
  String shared();

  /** Whether other machines reach it. */
  boolean isRemote();

  Signals signals();

  @Override
  void close();
}
