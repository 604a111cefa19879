package dev.deployarchitect.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Statements in their order, where neighbours of one text cross the network together. */
final class Batch {
  private final Connection connection;
  private final Map<String, PreparedStatement> prepared;
  private final List<int[]> counts = new ArrayList<>();
  private String text = "";

  /**
   * An empty batch.
   *
   * @param prepared on this connection, kept from batch to batch
   */
  Batch(Connection connection, Map<String, PreparedStatement> prepared) {
    this.connection = connection;
    this.prepared = prepared;
  }

  void add(Sql sql) throws SQLException {
    if (!text.equals(sql.text())) {
      flush();
      text = sql.text();
    }
    PreparedStatement statement = prepared.get(text);
    if (statement == null) {
      statement = connection.prepareStatement(text);
      prepared.put(text, statement);
    }
    sql.bind(statement);
    statement.addBatch();
  }

  private void flush() throws SQLException {
    if (!text.isEmpty()) {
      counts.add(prepared.get(text).executeBatch());
      text = "";
    }
  }

  /** The rows that each statement changed. */
  int[] finish() throws SQLException {
    flush();
    return counts.stream().flatMapToInt(java.util.Arrays::stream).toArray();
  }
}
