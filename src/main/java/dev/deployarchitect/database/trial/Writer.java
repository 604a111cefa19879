package dev.deployarchitect.database.trial;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * A running version of the application: it inserts, updates and reads rows of a table without
 * pause, until it is stopped.
 */
public final class Writer implements Runnable {
  private static final int PAUSE = 1;

  /** For a pass over all shapes of its writes. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final String KEYS =
      "SELECT a.attname FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND"
          + " a.attnum = ANY (i.indkey) WHERE i.indisprimary AND i.indrelid = ";

  private static final String FOREIGN =
      "SELECT a.attname FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND"
          + " a.attnum = ANY (c.conkey) WHERE c.contype = 'f' AND c.conrelid = ";

  /**
   * What came of it.
   *
   * @param failure the first one's words, empty where none failed
   */
  public record Report(
      String version, int writes, int inserted, int failed, Duration longest, String failure) {}

  private final Connection connection;
  private final AppVersion version;
  private final Set<String> ownConstraints;
  private final List<Writes.Shape> inserts;
  private final List<Writes.Shape> updates;
  private final List<String> looks;
  private final AtomicBoolean stop = new AtomicBoolean();
  private final AtomicInteger turns = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();
  private Thread thread;
  private int number;
  private int writes;
  private int inserted;
  private long longest;
  private String failure = "";

  private Writer(
      Connection connection,
      AppVersion version,
      Set<String> ownConstraints,
      Writes all,
      int first) {
    this.connection = connection;
    this.version = version;
    this.ownConstraints = ownConstraints;
    this.inserts = new ArrayList<>(all.inserts());
    this.updates = new ArrayList<>(all.updates());
    this.looks = all.looks();
    this.number = first;
  }

  /**
   * Starts it.
   *
   * @param ownConstraints the constraints that were there before the plan: a made-up value that one
   *     of them rejects is not the plan's doing
   */
  static Writer start(
      Connection connection,
      Catalog.Table table,
      AppVersion version,
      Set<String> ownConstraints,
      int first)
      throws SQLException {
    Set<String> foreign = names(connection, FOREIGN + table.oid());
    Set<String> keys = names(connection, KEYS + table.oid());
    Writes all = new Writes(version, table, foreign, keys);
    Writer writer = new Writer(connection, version, ownConstraints, all, first);
    writer.thread = Thread.ofVirtual().name("writer").start(writer);
    return writer;
  }

  private static Set<String> names(Connection connection, String query) throws SQLException {
    Set<String> names = new HashSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  @Override
  public void run() {
    try (Statement statement = connection.createStatement()) {
      for (int turn = 0; !stop.get(); turn++) {
        number++;
        inserted += write(statement, inserts.get(turn % inserts.size()).sql(number));
        if (!updates.isEmpty()) {
          // A number that no insert takes, so that a unique column stays so.
          number++;
          write(statement, updates.get(turn % updates.size()).sql(number));
        }
        look(statement, looks.get(turn % looks.size()));
        turns.incrementAndGet();
        Thread.sleep(PAUSE);
      }
    } catch (SQLException e) {
      failed(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void failed(String why) {
    failed.incrementAndGet();
    failure = failure.isEmpty() ? why : failure;
  }

  private int write(Statement statement, String sql) {
    long start = System.nanoTime();
    try {
      int changed = statement.executeUpdate(sql);
      writes++;
      return changed;
    } catch (SQLException e) {
      if (!madeUp(e)) {
        failed("%s: %s".formatted(Session.failure(e, "").message(), shortened(sql)));
      }
      return 0;
    } finally {
      longest = Math.max(longest, System.nanoTime() - start);
    }
  }

  /** Whether the application's own constraint rejected a value that only this made up. */
  private boolean madeUp(SQLException e) {
    ServerErrorMessage said =
        e instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
    return said != null
        && said.getConstraint() != null
        && ownConstraints.contains(said.getConstraint());
  }

  private static String shortened(String sql) {
    return sql.length() <= 60 ? sql : sql.substring(0, 60) + "…";
  }

  private void look(Statement statement, String sql) {
    try {
      long found = Catalog.count(statement, sql);
      if (found > 0) {
        failed("%s reads what it cannot: %s is %d".formatted(version.name(), sql, found));
      }
    } catch (SQLException e) {
      failed("%s: %s".formatted(Session.failure(e, "").message(), shortened(sql)));
    }
  }

  /** How many of its writes and looks failed so far. */
  public int failures() {
    return failed.get();
  }

  /** Waits until every kind of its writes was done once more, and says how many failed so far. */
  public int pass() {
    int shapes = Math.max(Math.max(inserts.size(), updates.size()), looks.size());
    int until = turns.get() + shapes + 1;
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (turns.get() < until && thread.isAlive() && System.nanoTime() < end) {
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    return failed.get();
  }

  /** Ends it and says what came of it. */
  public Report stop() throws SQLException {
    stop.set(true);
    try {
      thread.join(Duration.ofSeconds(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    connection.close();
    return new Report(
        version.name(), writes, inserted, failed.get(), Duration.ofNanos(longest), failure);
  }
}
