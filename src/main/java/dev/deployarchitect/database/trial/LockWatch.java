package dev.deployarchitect.database.trial;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Looks at what one session has locked, again and again, and ends the session when it takes too
 * long or fills the disk.
 */
final class LockWatch implements Runnable {
  /** PostgreSQL's manual, 13.3.1, weakest first. */
  static final List<String> MODES =
      List.of(
          "AccessShareLock",
          "RowShareLock",
          "RowExclusiveLock",
          "ShareUpdateExclusiveLock",
          "ShareLock",
          "ShareRowExclusiveLock",
          "ExclusiveLock",
          "AccessExclusiveLock");

  private static final long MOST_BYTES = 4L << 30;
  private static final int PAUSE = 2;
  private static final int ROUNDS_PER_SIZE = 200;

  private static final String LOCKS =
      "SELECT relation, mode FROM pg_locks WHERE locktype = 'relation' AND granted AND pid = ";

  private final Connection owner;
  private final int pid;
  private final long endNanos;
  private final Map<Long, String> strongest = new HashMap<>();
  private final AtomicBoolean stop = new AtomicBoolean();
  private volatile String ended = "";

  LockWatch(Connection owner, int pid, java.time.Duration limit) {
    this.owner = owner;
    this.pid = pid;
    this.endNanos = System.nanoTime() + limit.toNanos();
  }

  @Override
  public void run() {
    try {
      for (int round = 1; !stop.get(); round++) {
        look();
        if (System.nanoTime() > endNanos) {
          end("it did not end in time");
          return;
        }
        if (round % ROUNDS_PER_SIZE == 0 && size() > MOST_BYTES) {
          end("it filled more than %d MiB".formatted(MOST_BYTES >> 20));
          return;
        }
        Thread.sleep(PAUSE);
      }
    } catch (SQLException e) {
      // The server is gone, and the statement with it.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Adds what the session has locked at this moment. */
  synchronized void look() throws SQLException {
    try (var statement = owner.createStatement();
        ResultSet rows = statement.executeQuery(LOCKS + pid)) {
      while (rows.next()) {
        strongest.merge(
            rows.getLong(1),
            rows.getString(2),
            (a, b) -> MODES.indexOf(a) >= MODES.indexOf(b) ? a : b);
      }
    }
  }

  private long size() throws SQLException {
    try (var statement = owner.createStatement()) {
      return Catalog.count(statement, "SELECT pg_database_size(current_database())");
    }
  }

  private void end(String why) throws SQLException {
    ended = why;
    try (var statement = owner.createStatement()) {
      statement.execute("SELECT pg_terminate_backend(%d)".formatted(pid));
    }
  }

  void stop() {
    stop.set(true);
  }

  /** Why the session was ended; empty where it was not. */
  String ended() {
    return ended;
  }

  /** The strongest mode seen on each relation, by object id. */
  synchronized Map<Long, String> strongest() {
    return Map.copyOf(strongest);
  }
}
