package dev.deployarchitect.store;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A database with its one writer: what the tables are read and changed through. Thread-safe. */
record Store(Database database, GroupWriter writer) implements AutoCloseable {
  /** How long writes wait for a database that has gone. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  /** The future has the rows that each statement changed; one topic's changes keep their order. */
  CompletableFuture<int[]> enqueue(String topic, List<Sql> statements) {
    return writer.enqueue(topic, statements);
  }

  /** Whether a row was changed, as soon as it is committed. */
  CompletableFuture<Boolean> change(String topic, String sql, Object... values) {
    return enqueue(topic, List.of(Sql.of(sql, values))).thenApply(counts -> counts[0] > 0);
  }

  boolean changed(String topic, String sql, Object... values) {
    return joined(change(topic, sql, values));
  }

  static boolean joined(CompletableFuture<Boolean> change) {
    try {
      return change.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof StoreException known
          ? known
          : new StoreException("The store cannot be written.", e);
    }
  }

  <T> List<T> query(Database.RowMapper<T> mapper, Sql sql) {
    return database.query(mapper, sql);
  }

  /** The database's clock, as an expression. */
  String now() {
    return database.now();
  }

  @Override
  public void close() {
    writer.close();
    database.close();
  }
}
