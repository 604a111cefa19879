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
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A scratch database as a workspace's migrations make it, with made-up rows, to try things on. */
public final class Stage implements AutoCloseable {
  private static final Duration REPLAY = Duration.ofMinutes(1);

  private final ScratchServer server;
  private final ScratchDatabase database;
  private final Connection runner;

  private Stage(ScratchServer server, ScratchDatabase database) throws SQLException {
    this.server = server;
    this.database = database;
    this.runner = database.runner();
  }

  /**
   * Replays the longest series of migrations and fills the tables.
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
      Rehearsed.replay(
          database,
          series.getFirst().files(),
          System.nanoTime() + REPLAY.toNanos(),
          new java.util.ArrayList<>(),
          context::progress);
      try (Connection owner = database.owner()) {
        new Seeder(rows).fill(owner);
      }
      return new Stage(server, database);
    } catch (SQLException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  public String version() throws SQLException {
    return server.version();
  }

  /** Whether the table is there and has the column. */
  public boolean has(String table, String column) throws SQLException {
    return Catalog.read(runner).named(table).flatMap(t -> t.column(column)).isPresent();
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
   * A running version of the application that writes a table.
   *
   * @param column what its updates are about
   * @param unknown a column it does not know, or empty
   * @param references columns that hold keys of other tables, beside those with a foreign key
   * @param avoided values of enums that it does not write
   * @param first the number of its first new row
   */
  public Writer writer(
      String table,
      String column,
      Optional<String> unknown,
      Set<String> references,
      Set<String> avoided,
      int first)
      throws SQLException {
    Catalog.Table found = Catalog.read(runner).named(table).orElseThrow().without(avoided);
    return Writer.start(database.runner(), found, column, unknown, references, first);
  }

  @Override
  public void close() throws SQLException {
    runner.close();
    server.close();
  }
}
