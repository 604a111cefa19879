package dev.deployarchitect.database.trial;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** A user who inserts and updates rows of a table without pause, until it is stopped. */
public final class Writer implements Runnable, AutoCloseable {
  private static final int PAUSE = 2;

  /** Foreign keys take the values of the first made-up rows. */
  private static final int PARENTS = 100;

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
  public record Report(int writes, int inserted, int failed, Duration longest, String failure) {}

  private final Connection connection;
  private final Catalog.Table table;
  private final Set<String> foreign;
  private final Set<String> keys;
  private final String column;
  private final List<Catalog.Column> inserts = new ArrayList<>();
  private final AtomicBoolean stop = new AtomicBoolean();
  private Thread thread;
  private int next;
  private int writes;
  private int inserted;
  private int failed;
  private long longest;
  private String failure = "";

  private Writer(
      Connection connection,
      Catalog.Table table,
      Set<String> foreign,
      Set<String> keys,
      String column,
      int first) {
    this.connection = connection;
    this.table = table;
    this.foreign = foreign;
    this.keys = keys;
    this.column = column;
    this.next = first;
  }

  static Writer start(
      Connection connection,
      Catalog.Table table,
      String column,
      Optional<String> unknown,
      Set<String> references,
      int first)
      throws SQLException {
    Set<String> foreign = new HashSet<>(references);
    foreign.addAll(names(connection, FOREIGN + table.oid()));
    Set<String> keys = names(connection, KEYS + table.oid());
    Writer writer = new Writer(connection, table, foreign, keys, column, first);
    table.columns().stream()
        .filter(c -> !c.generated() && !c.identity())
        .filter(c -> c.required() || c.name().equals(column))
        .filter(c -> !unknown.filter(c.name()::equals).isPresent())
        .forEach(writer.inserts::add);
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
      while (!stop.get()) {
        next++;
        inserted += write(statement, insert());
        write(statement, update());
        Thread.sleep(PAUSE);
      }
    } catch (SQLException e) {
      failed++;
      failure = failure.isEmpty() ? String.valueOf(e.getMessage()) : failure;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private int write(Statement statement, String sql) {
    long start = System.nanoTime();
    try {
      int changed = statement.executeUpdate(sql);
      writes++;
      return changed;
    } catch (SQLException e) {
      failed++;
      failure = failure.isEmpty() ? Session.failure(e, "").message() : failure;
      return 0;
    } finally {
      longest = Math.max(longest, System.nanoTime() - start);
    }
  }

  private String value(Catalog.Column of) {
    int number = foreign.contains(of.name()) ? 1 + next % PARENTS : next;
    return "(SELECT %s FROM (VALUES (%d)) AS made(i))"
        .formatted(SampleValue.of(of).orElse("NULL"), number);
  }

  private String insert() {
    if (inserts.isEmpty()) {
      return "INSERT INTO %s DEFAULT VALUES".formatted(table.sql());
    }
    return "INSERT INTO %s (%s) VALUES (%s) ON CONFLICT DO NOTHING"
        .formatted(
            table.sql(),
            String.join(", ", inserts.stream().map(c -> Catalog.quoted(c.name())).toList()),
            String.join(", ", inserts.stream().map(this::value).toList()));
  }

  private String update() {
    Catalog.Column of = table.column(column).orElseThrow();
    // A number that no insert takes, so that a unique column stays so.
    next++;
    // A key is not given another value, as other rows refer to it; its row is written all the same.
    String value = keys.contains(column) ? Catalog.quoted(column) : value(of);
    return "UPDATE %1$s SET %2$s = %3$s WHERE ctid IN (SELECT ctid FROM %1$s OFFSET %4$d LIMIT 1)"
        .formatted(table.sql(), Catalog.quoted(column), value, next % PARENTS);
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
    return new Report(writes, inserted, failed, Duration.ofNanos(longest), failure);
  }

  @Override
  public void close() throws SQLException {
    stop();
  }
}
