package dev.deployarchitect.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * One SQLite file in WAL mode: a connection for reading, and one for a writer thread which commits
 * all that is waiting at once, so that a thousand small writes a second cost few commits.
 */
final class Database implements AutoCloseable {
  private static final int GROUP = 512;

  /** A store that cannot keep up slows its writers instead of filling the memory. */
  private static final int MAX_WAITING = 20_000;

  /** What a row becomes. */
  @FunctionalInterface
  interface RowMapper<T> {
    T map(ResultSet row) throws SQLException;
  }

  private record Write(String sql, List<Object> values, CompletableFuture<Void> done) {}

  private final Connection reader;
  private final Connection writer;
  private final BlockingQueue<Write> waiting = new LinkedBlockingQueue<>(MAX_WAITING);
  private final Thread thread;
  private volatile boolean closed;

  private Database(Connection reader, Connection writer) {
    this.reader = reader;
    this.writer = writer;
    this.thread = Thread.ofPlatform().daemon().name("journal").start(this::work);
  }

  static Database open(Path file) {
    try {
      if (file.toAbsolutePath().getParent() != null) {
        Files.createDirectories(file.toAbsolutePath().getParent());
      }
      String url = "jdbc:sqlite:" + file;
      Connection writer = DriverManager.getConnection(url);
      try (Statement statement = writer.createStatement()) {
        statement.execute("PRAGMA journal_mode = WAL");
        statement.execute("PRAGMA synchronous = NORMAL");
        statement.execute("PRAGMA busy_timeout = 5000");
      }
      writer.setAutoCommit(false);
      migrate(writer, file);
      return new Database(DriverManager.getConnection(url), writer);
    } catch (SQLException | IOException e) {
      throw new StoreException("The store %s cannot be opened.".formatted(file), e);
    }
  }

  private static void migrate(Connection writer, Path file) throws SQLException {
    try {
      Schema.migrate(writer, file);
    } catch (StoreException e) {
      writer.close();
      throw e;
    }
  }

  /** Writes, and returns when it is committed. */
  void write(String sql, Object... values) {
    enqueue(sql, values).join();
  }

  /** Writes in the order of the calls; the future completes when it is committed. */
  CompletableFuture<Void> enqueue(String sql, Object... values) {
    if (closed) {
      throw new StoreException("The store is closed.", null);
    }
    CompletableFuture<Void> done = new CompletableFuture<>();
    try {
      waiting.put(new Write(sql, Arrays.asList(values), done));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("The store was not written: interrupted.", e);
    }
    return done;
  }

  private void work() {
    Map<String, PreparedStatement> statements = new HashMap<>();
    while (!closed || !waiting.isEmpty()) {
      List<Write> group = new ArrayList<>();
      try {
        group.add(waiting.take());
        waiting.drainTo(group, GROUP);
        commit(group, statements);
        group.forEach(w -> w.done().complete(null));
      } catch (SQLException e) {
        oneByOne(group, statements);
      } catch (InterruptedException e) {
        closed = true;
      }
    }
  }

  private void commit(List<Write> group, Map<String, PreparedStatement> statements)
      throws SQLException {
    try {
      for (Write write : group) {
        PreparedStatement statement = statements.get(write.sql());
        if (statement == null) {
          statement = writer.prepareStatement(write.sql());
          statements.put(write.sql(), statement);
        }
        bind(statement, write.values());
        statement.executeUpdate();
      }
      writer.commit();
    } catch (SQLException e) {
      writer.rollback();
      throw e;
    }
  }

  /** A write that breaks a rule of the tables must not take its neighbours with it. */
  private void oneByOne(List<Write> group, Map<String, PreparedStatement> statements) {
    for (Write write : group) {
      try {
        commit(List.of(write), statements);
        write.done().complete(null);
      } catch (SQLException e) {
        write.done().completeExceptionally(new StoreException("The store cannot be written.", e));
      }
    }
  }

  private static void bind(PreparedStatement statement, List<Object> values) throws SQLException {
    for (int i = 0; i < values.size(); i++) {
      statement.setObject(i + 1, values.get(i));
    }
  }

  <T> List<T> query(String sql, RowMapper<T> mapper, Object... values) {
    synchronized (reader) {
      try (PreparedStatement statement = reader.prepareStatement(sql)) {
        bind(statement, Arrays.asList(values));
        try (ResultSet rows = statement.executeQuery()) {
          List<T> found = new ArrayList<>();
          while (rows.next()) {
            found.add(mapper.map(rows));
          }
          return found;
        }
      } catch (SQLException e) {
        throw new StoreException("The store cannot be read.", e);
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(2_000);
      reader.close();
      writer.close();
    } catch (SQLException e) {
      throw new StoreException("The store cannot be closed.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
