package dev.deployarchitect.database.trial;

import dev.deployarchitect.database.migration.MigrationReviewer;
import dev.deployarchitect.scratch.Scratch;
import dev.deployarchitect.scratch.ScratchDatabase;
import dev.deployarchitect.scratch.ScratchServer;
import dev.deployarchitect.syntax.sql.SqlReader;
import dev.deployarchitect.syntax.sql.SqlStatement;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.tool.ToolContext;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/** A scratch database as a workspace's migrations make it, with made-up rows, to try things on. */
public final class Stage implements AutoCloseable {
  private static final Duration REPLAY = Duration.ofMinutes(1);

  private final ScratchServer server;
  private final ScratchDatabase database;
  private final Connection runner;
  private final List<String> broken;
  private final int rows;
  private final Set<String> ownConstraints = new HashSet<>();
  private Seeder.Made made = Seeder.Made.NONE;

  private Stage(ScratchServer server, ScratchDatabase database, List<String> broken, int rows)
      throws SQLException {
    this.server = server;
    this.database = database;
    this.broken = broken;
    this.rows = rows;
    this.runner = database.runner();
  }

  /** An answer that is found inside a transaction which is taken back. */
  @FunctionalInterface
  public interface Look<T> {
    T look() throws SQLException;
  }

  /**
   * Replays the longest series of migrations; {@link #fill} gives the tables rows.
   *
   * @throws IOException when there is no scratch server or no migration
   */
  public static Stage open(
      Scratch scratch, ToolContext context, MigrationReviewer reviewer, int rows)
      throws IOException, SQLException {
    List<Series> series = Series.of(context.workspace(), reviewer);
    if (series.isEmpty()) {
      throw new IOException("there are no migrations here to make its tables");
    }
    ScratchServer server = scratch.start();
    try {
      ScratchDatabase database = server.create();
      List<Rehearsed.Failed> broken = new ArrayList<>();
      Rehearsed.replay(
          database,
          series.getFirst().files(),
          System.nanoTime() + REPLAY.toNanos(),
          broken,
          context::progress);
      List<String> said =
          broken.stream()
              .map(f ->
                  "%s (%s)".formatted(f.file().source().path(), f.broken().failure().message()))
              .toList();
      return new Stage(server, database, said, rows);
    } catch (SQLException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  public String version() throws SQLException {
    return server.version();
  }

  /** The migrations that failed when the tables were made, each with why. */
  public List<String> broken() {
    return broken;
  }

  /**
   * Gives every table rows.
   *
   * @param table whose {@code column} takes made-up values of {@code type}, cast to its own; empty
   *     for values of its own type
   */
  public void fill(String table, String column, String type) throws SQLException {
    Optional<Catalog.Column> own = Catalog.read(runner).named(table).flatMap(t -> t.column(column));
    made =
        own.isEmpty() || type.isEmpty()
            ? Seeder.Made.NONE
            : sample(type)
                .map(sql ->
                    new Seeder.Made(
                        table, column, "((%s)::%s)::%s".formatted(sql, type, own.get().type())))
                .orElse(Seeder.Made.NONE);
    try (Connection filling = database.runner()) {
      new Seeder(rows, made).fill(filling);
    }
    for (List<String> name :
        rows(
            "SELECT conname FROM pg_constraint UNION SELECT indexrelid::regclass::text FROM pg_index")) {
      ownConstraints.add(name.getFirst().replace("\"", ""));
    }
  }

  /** A made-up value of a type, of an enum one of its values. */
  private Optional<String> sample(String type) throws SQLException {
    List<String> labels =
        rows(
                "SELECT enumlabel FROM pg_enum WHERE enumtypid = to_regtype('%s') ORDER BY enumsortorder"
                    .formatted(type.replace("'", "''")))
            .stream()
            .map(List::getFirst)
            .toList();
    String known =
        rows("SELECT format_type(to_regtype('%s'), NULL)".formatted(type.replace("'", "''")))
            .getFirst()
            .getFirst();
    String limits = type.contains("(") ? type.substring(type.indexOf('(')) : "";
    return labels.isEmpty()
        ? SampleValue.plain(known + limits)
        : Optional.of(
            "(ARRAY['%s'])[1 + i %% %d]".formatted(String.join("','", labels), labels.size()));
  }

  /** What the catalog says of all tables, to compare by {@link CatalogLines#differences}. */
  public SortedMap<String, Integer> catalog() throws SQLException {
    return CatalogLines.read(runner);
  }

  /** The rows a query answers with, as texts; a NULL is an empty one. */
  public List<List<String>> rows(String query) throws SQLException {
    List<List<String>> all = new ArrayList<>();
    try (var statement = runner.createStatement();
        var found = statement.executeQuery(query)) {
      int columns = found.getMetaData().getColumnCount();
      while (found.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          String text = found.getString(i);
          row.add(text == null ? "" : text);
        }
        all.add(row);
      }
    }
    return all;
  }

  /** What {@code look} sees after some statements, which are taken back. */
  public <T> T after(List<String> statements, Look<T> look) throws SQLException {
    runner.setAutoCommit(false);
    try {
      for (String statement : statements) {
        try (var sent = runner.createStatement()) {
          sent.setEscapeProcessing(false);
          sent.execute(statement);
        }
      }
      return look.look();
    } finally {
      runner.rollback();
      runner.setAutoCommit(true);
    }
  }

  /** Why PostgreSQL rejects statements, in its words; empty where it takes them. */
  public Optional<String> rejects(String... statements) throws SQLException {
    try {
      after(List.of(statements), () -> "");
      return Optional.empty();
    } catch (SQLException e) {
      return Optional.of(Session.failure(e, "").message());
    }
  }

  /** Runs a script, statement by statement, and says how long it took. */
  public Duration run(String sql) throws SQLException {
    long start = System.nanoTime();
    for (SqlStatement statement : SqlReader.read(new Source("step.sql", sql)).statements()) {
      try (var sent = runner.createStatement()) {
        sent.setEscapeProcessing(false);
        sent.execute(statement.span().text());
      }
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** The number a query answers with. */
  public long ask(String query) throws SQLException {
    try (var statement = runner.createStatement()) {
      return Catalog.count(statement, query);
    }
  }

  /**
   * Starts a version of the application that reads and writes a table.
   *
   * @param first the number of its first new row
   */
  public Writer writer(String table, AppVersion version, int first) throws SQLException {
    Catalog.Table found = made.in(Catalog.read(runner).named(table).orElseThrow());
    return Writer.start(database.runner(), found, version, Set.copyOf(ownConstraints), first);
  }

  @Override
  public void close() throws SQLException {
    runner.close();
    server.close();
  }
}
