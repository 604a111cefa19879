package dev.deployarchitect.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that commits all that is waiting at once, so that a thousand small writes a second
 * cost few commits. A database that has gone is waited for; a write that breaks a rule fails alone.
 */
final class GroupWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GroupWriter.class);
  private static final int GROUP = 512;

  /** A store that cannot keep up slows its writers instead of filling the memory. */
  private static final int MAX_WAITING = 20_000;

  private static final long LONGEST_PAUSE_MILLIS = 1_000;

  /**
   * Commits begin so far apart at least: what comes alone is committed at once, what comes in
   * streams together. Without it, 250 streams made a thousand commits a second, an eighth of what
   * the server did.
   */
  private static final long APART_NANOS = 5_000_000;

  private final Database database;
  private final Duration patience;
  private final BlockingQueue<Write> waiting = new LinkedBlockingQueue<>(MAX_WAITING);
  private final Map<String, PreparedStatement> prepared = new HashMap<>();
  private final Thread thread;
  private Connection connection;
  private volatile boolean closed;

  /**
   * Starts.
   *
   * @param patience how long writes wait for a database that has gone
   */
  GroupWriter(Database database, Connection connection, Duration patience) {
    this.database = database;
    this.connection = connection;
    this.patience = patience;
    this.thread = Thread.ofPlatform().daemon().name("journal").start(this::work);
  }

  /**
   * The future completes when it is committed.
   *
   * @param topic whose writes keep the order of the calls; empty where the write stands alone
   */
  CompletableFuture<int[]> enqueue(String topic, List<Sql> statements) {
    CompletableFuture<int[]> done = new CompletableFuture<>();
    try {
      if (closed) {
        throw new StoreException("The store is closed.", null);
      }
      waiting.put(new Write(statements, topic, done));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("The store was not written: interrupted.", e);
    }
    return done;
  }

  private void work() {
    long next = System.nanoTime();
    while (!closed || !waiting.isEmpty()) {
      List<Write> group = new ArrayList<>();
      try {
        group.add(waiting.take());
        stayApart(next - System.nanoTime());
        next = System.nanoTime() + APART_NANOS;
        waiting.drainTo(group, GROUP - 1);
        write(group);
      } catch (InterruptedException e) {
        closed = true;
      }
    }
    disconnect();
  }

  /** What was taken is written also when the wait is interrupted: that is how closing begins. */
  private void stayApart(long nanos) {
    if (nanos > 0 && waiting.size() < GROUP && !closed) {
      try {
        TimeUnit.NANOSECONDS.sleep(nanos);
      } catch (InterruptedException e) {
        closed = true;
      }
    }
  }

  private void write(List<Write> group) {
    long end = System.nanoTime() + patience.toNanos();
    for (long pause = 50; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS)) {
      try {
        complete(group, commit(group));
        return;
      } catch (SQLException e) {
        if (isThere()) {
          oneByOne(group, e);
          return;
        }
        if (closed || System.nanoTime() > end || !pause(pause)) {
          LOG.error("the store has gone: {}", e.getMessage());
          group.forEach(w -> w.done().completeExceptionally(failure(e)));
          return;
        }
      }
    }
  }

  private boolean pause(long millis) {
    try {
      Thread.sleep(millis);
      return true;
    } catch (InterruptedException e) {
      closed = true;
      return false;
    }
  }

  private boolean isThere() {
    rollback();
    try {
      if (connection != null && connection.isValid(5)) {
        return true;
      }
    } catch (SQLException e) {
      LOG.debug("the connection is lost", e);
    }
    disconnect();
    return false;
  }

  private void rollback() {
    try {
      if (connection != null) {
        connection.rollback();
      }
    } catch (SQLException e) {
      // Lost, or rolled back already, as SQLite does by itself on a full disk.
      LOG.debug("nothing is rolled back", e);
    }
  }

  private void disconnect() {
    prepared.clear();
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      LOG.debug("a lost connection cannot be closed", e);
    }
    connection = null;
  }

  private List<int[]> commit(List<Write> group) throws SQLException {
    if (connection == null) {
      connection = database.writer();
    }
    List<int[]> counts = Batch.of(group).send(connection, prepared);
    Set<String> topics = topics(group);
    if (!topics.isEmpty()) {
      database.announce(connection, topics);
    }
    connection.commit();
    return counts;
  }

  private static Set<String> topics(List<Write> group) {
    Set<String> topics = new LinkedHashSet<>();
    group.forEach(w -> topics.add(w.topic()));
    topics.remove("");
    return topics;
  }

  private void complete(List<Write> group, List<int[]> counts) {
    for (int i = 0; i < group.size(); i++) {
      group.get(i).done().complete(counts.get(i));
    }
    database.announced(topics(group));
  }

  /** A write that breaks a rule of the tables must not take its neighbours with it. */
  private void oneByOne(List<Write> group, SQLException why) {
    for (Write write : group) {
      try {
        complete(List.of(write), group.size() == 1 ? rethrow(why) : commit(List.of(write)));
      } catch (SQLException e) {
        isThere();
        write.done().completeExceptionally(failure(e));
      }
    }
  }

  private static List<int[]> rethrow(SQLException e) throws SQLException {
    throw e;
  }

  private static StoreException failure(SQLException e) {
    String said = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    return new StoreException("The store cannot be written: " + said, e);
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
