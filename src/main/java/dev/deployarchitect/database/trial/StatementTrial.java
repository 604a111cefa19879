package dev.deployarchitect.database.trial;

import dev.deployarchitect.database.migration.Change;
import dev.deployarchitect.database.migration.ChangeReader;
import dev.deployarchitect.scratch.ScratchDatabase;
import dev.deployarchitect.syntax.sql.SqlStatement;
import dev.deployarchitect.syntax.sql.SqlToken;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Runs one statement in a transaction of its own, while others read, write and look on. */
final class StatementTrial {
  private static final int MOST_TABLES = 3;

  /** Rows below which reading a whole table is no news. */
  private static final long FEW = 100;

  private final ScratchDatabase database;
  private final Session session;
  private final Duration limit;

  StatementTrial(ScratchDatabase database, Session session, Duration limit) {
    this.database = database;
    this.session = session;
    this.limit = limit;
  }

  /** What a transaction did so far, by table. */
  private record Work(Map<Long, Long> scanned, long changed) {
    /** The counters of a session go on from one transaction to the next. */
    Work since(Work earlier) {
      Map<Long, Long> more = new HashMap<>();
      scanned.forEach((table, n) -> more.put(table, n - earlier.scanned.getOrDefault(table, 0L)));
      return new Work(more, changed - earlier.changed);
    }
  }

  Observation run(SqlStatement statement, Map<Long, Long> rows) throws SQLException {
    Catalog before = Catalog.read(session.owner());
    List<String> lost = lost(statement, before);
    List<Catalog.Table> named = named(statement, before);
    Connection runner = session.runner();
    runner.setAutoCommit(MigrationFile.standsAlone(statement));
    try (Probes probes = new Probes(named)) {
      Work already = work();
      LockWatch watch = session.watch(limit);
      probes.count();
      long start = System.nanoTime();
      Optional<Observation.Failure> failure = Optional.empty();
      Duration took;
      List<Observation.Touched> rewritten = List.of();
      Work work = new Work(Map.of(), 0);
      try {
        session.send(statement.span().text());
        took = Duration.ofNanos(System.nanoTime() - start);
        if (!runner.getAutoCommit()) {
          watch.look();
          rewritten = rewritten(before, rows, statement);
          work = work().since(already);
          probes.meetTheLocks();
        }
        probes.stop();
        if (!runner.getAutoCommit()) {
          runner.commit();
        }
      } catch (SQLException e) {
        took = Duration.ofNanos(System.nanoTime() - start);
        failure = Optional.of(Session.failure(e, watch.ended()));
        probes.stop();
        if (!runner.isClosed() && !runner.getAutoCommit()) {
          runner.rollback();
        }
      } finally {
        watch.stop();
      }
      List<Observation.Touched> scanned =
          work.scanned().entrySet().stream()
              .filter(e -> e.getValue() > FEW && before.tables().containsKey(e.getKey()))
              .map(e ->
                  new Observation.Touched(before.tables().get(e.getKey()).name(), e.getValue()))
              .toList();
      return new Observation(
          statement.span(),
          took,
          locks(watch, before, rows),
          rewritten,
          scanned,
          work.changed(),
          failure.isPresent() ? List.of() : lost,
          probes.reads(),
          probes.writes(),
          failure);
    }
  }

  private static List<Observation.Lock> locks(
      LockWatch watch, Catalog before, Map<Long, Long> rows) {
    return watch.strongest().entrySet().stream()
        .filter(e -> before.tables().containsKey(e.getKey()))
        .map(e ->
            new Observation.Lock(
                before.tables().get(e.getKey()).name(),
                rows.getOrDefault(e.getKey(), 0L),
                e.getValue()))
        .sorted(
            java.util.Comparator.comparingInt(
                    (Observation.Lock l) -> -LockWatch.MODES.indexOf(l.mode()))
                .thenComparing(Observation.Lock::table))
        .toList();
  }

  /** The standing tables that the statement's words name, themselves or by an index. */
  private List<Catalog.Table> named(SqlStatement statement, Catalog catalog) throws SQLException {
    Set<Catalog.Table> named = new LinkedHashSet<>();
    boolean index = statement.contains("INDEX");
    for (SqlToken token : statement.tokens()) {
      if (token.isName() && named.size() < MOST_TABLES) {
        catalog.named(token.name()).ifPresent(named::add);
        for (long oid : index ? Catalog.indexed(session.owner(), token.name()) : List.<Long>of()) {
          Optional.ofNullable(catalog.tables().get(oid)).ifPresent(named::add);
        }
      }
    }
    return List.copyOf(named);
  }

  private List<Observation.Touched> rewritten(
      Catalog before, Map<Long, Long> rows, SqlStatement statement) throws SQLException {
    List<Observation.Touched> rewritten = new ArrayList<>();
    if (statement.startsWith("TRUNCATE")) {
      return rewritten;
    }
    Catalog now = Catalog.read(session.runner());
    for (Catalog.Table table : now.tables().values()) {
      Catalog.Table old = before.tables().get(table.oid());
      if (old != null && old.storage() != table.storage()) {
        rewritten.add(new Observation.Touched(old.name(), rows.getOrDefault(table.oid(), 0L)));
      }
    }
    return rewritten;
  }

  private Work work() throws SQLException {
    Map<Long, Long> scanned = new HashMap<>();
    long changed = 0;
    try (Statement statement = session.runner().createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT relid, seq_tup_read, n_tup_ins + n_tup_upd + n_tup_del AS changed FROM"
                    + " pg_stat_xact_user_tables")) {
      while (rows.next()) {
        scanned.put(rows.getLong(1), rows.getLong(2));
        changed += rows.getLong(3);
      }
    }
    return new Work(scanned, changed);
  }

  /** The values that a statement throws away, counted before it runs. */
  private List<String> lost(SqlStatement statement, Catalog catalog) throws SQLException {
    List<String> lost = new ArrayList<>();
    for (Change change : ChangeReader.read(List.of(statement))) {
      switch (change) {
        case Change.DropColumn drop ->
            count(catalog, drop.table(), "count(%s)".formatted(Catalog.quoted(drop.column())))
                .ifPresent(n ->
                    lost.add("%,d values of `%s`.`%s`".formatted(n, drop.table(), drop.column())));
        case Change.DropTable drop ->
            count(catalog, drop.table(), "count(*)")
                .ifPresent(n -> lost.add("%,d rows of `%s`".formatted(n, drop.table())));
        case Change.Truncate truncate ->
            count(catalog, truncate.table(), "count(*)")
                .ifPresent(n -> lost.add("%,d rows of `%s`".formatted(n, truncate.table())));
        default -> {}
      }
    }
    return lost;
  }

  private Optional<Long> count(Catalog catalog, String table, String what) throws SQLException {
    Optional<Catalog.Table> found = catalog.named(table);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try (Statement statement = session.owner().createStatement()) {
      long n = Catalog.count(statement, "SELECT %s FROM %s".formatted(what, found.get().sql()));
      return n == 0 ? Optional.empty() : Optional.of(n);
    } catch (SQLException e) {
      // A column that is not there: the statement will say so itself.
      return Optional.empty();
    }
  }

  /** A reader and a writer on the tables a statement names. */
  private final class Probes implements AutoCloseable {
    /** As long as both need to wait for a lock on each table once. */
    private static final int MOST_WAITS = 4;

    private final Optional<Probe> reader;
    private final Optional<Probe> writer;
    private final List<Connection> connections = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final int tables;

    Probes(List<Catalog.Table> tables) throws SQLException {
      this.tables = tables.size();
      this.reader = start(tables, Probe.reads(tables));
      this.writer = start(tables, Probe.writes(tables));
    }

    private Optional<Probe> start(List<Catalog.Table> tables, List<String> statements)
        throws SQLException {
      if (tables.isEmpty()) {
        return Optional.empty();
      }
      Connection connection = database.runner();
      connections.add(connection);
      Probe probe = new Probe(connection, statements);
      threads.add(Thread.ofVirtual().name("probe").start(probe));
      return Optional.of(probe);
    }

    /** Waits until both have tried every table since now. */
    void meetTheLocks() {
      int reads = reader.map(Probe::tried).orElse(0) + tables + 1;
      int writes = writer.map(Probe::tried).orElse(0) + tables + 1;
      long end = System.nanoTime() + MOST_WAITS * (tables + 1L) * Probe.PATIENCE * 1_000_000L;
      while (System.nanoTime() < end
          && (reader.map(Probe::tried).orElse(reads) < reads
              || writer.map(Probe::tried).orElse(writes) < writes)) {
        try {
          Thread.sleep(1);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return;
        }
      }
    }

    void count() {
      Stream.of(reader, writer).flatMap(Optional::stream).forEach(Probe::count);
    }

    void stop() {
      Stream.of(reader, writer).flatMap(Optional::stream).forEach(Probe::stop);
    }

    Probe.Seen reads() {
      return reader.map(Probe::seen).orElse(Probe.Seen.NOTHING);
    }

    Probe.Seen writes() {
      return writer.map(Probe::seen).orElse(Probe.Seen.NOTHING);
    }

    @Override
    public void close() throws SQLException {
      stop();
      for (Thread thread : threads) {
        try {
          thread.join(Duration.ofMillis(10L * Probe.PATIENCE));
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      for (Connection connection : connections) {
        connection.close();
      }
    }
  }
}
