package dev.deployarchitect.database.trial;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A second user at work: reads or writes the tables again and again while a statement runs, waiting
 * {@link #PATIENCE} for a lock each time. Its writes touch no row, so they meet locks of tables.
 */
final class Probe implements Runnable {
  /** Milliseconds it waits for a lock before it counts itself as blocked. */
  static final int PATIENCE = 40;

  private static final int PAUSE = 5;

  /** How often it tried, and how often it had to give up. */
  record Seen(int tried, int blocked) {
    static final Seen NOTHING = new Seen(0, 0);
  }

  private final Connection connection;
  private final List<String> statements;
  private final AtomicBoolean counting = new AtomicBoolean();
  private final AtomicBoolean stop = new AtomicBoolean();
  private final AtomicInteger tried = new AtomicInteger();
  private final AtomicInteger blocked = new AtomicInteger();

  /**
   * A probe.
   *
   * @param statements one for each table it visits
   */
  Probe(Connection connection, List<String> statements) {
    this.connection = connection;
    this.statements = statements;
  }

  static List<String> reads(List<Catalog.Table> tables) {
    return tables.stream().map(t -> "SELECT 1 FROM %s LIMIT 1".formatted(t.sql())).toList();
  }

  static List<String> writes(List<Catalog.Table> tables) {
    return tables.stream().map(t -> "DELETE FROM %s WHERE false".formatted(t.sql())).toList();
  }

  @Override
  public void run() {
    try (var statement = connection.createStatement()) {
      statement.execute("SET lock_timeout = " + PATIENCE);
      for (int i = 0; !stop.get(); i = (i + 1) % statements.size()) {
        once(statement, statements.get(i));
        Thread.sleep(PAUSE);
      }
    } catch (SQLException e) {
      // The connection is gone: what was counted stands.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void once(java.sql.Statement statement, String sql) {
    boolean counted = counting.get();
    boolean waited = false;
    try {
      statement.execute(sql);
    } catch (SQLException e) {
      waited = "55P03".equals(e.getSQLState());
    }
    if (counted && !stop.get()) {
      blocked.addAndGet(waited ? 1 : 0);
      tried.incrementAndGet();
    }
  }

  /** Counts the attempts that begin from now on. */
  void count() {
    counting.set(true);
  }

  int tried() {
    return tried.get();
  }

  void stop() {
    stop.set(true);
  }

  Seen seen() {
    return new Seen(tried.get(), blocked.get());
  }
}
