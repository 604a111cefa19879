package dev.deployarchitect.database.trial;

import dev.deployarchitect.database.migration.MigrationReviewer;
import dev.deployarchitect.interrupt.Places;
import dev.deployarchitect.scratch.Scratch;
import dev.deployarchitect.scratch.ScratchDatabase;
import dev.deployarchitect.scratch.ScratchServer;
import dev.deployarchitect.syntax.sql.SqlReader;
import dev.deployarchitect.syntax.sql.SqlStatement;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Runs statements on a scratch server that holds a repository's tables with made-up rows. All of it
 * runs as a role that may do nothing outside that database: no file, no program, no other server.
 */
public final class Sandbox {
  public static final int MOST_ROWS = 1_000_000;
  public static final int USUAL_ROWS = 1_000;

  /** Stands in {@link SandboxQuestion#rows} for each table that is not named. */
  public static final String EACH = "*";

  private static final Duration BUDGET = Duration.ofSeconds(60);
  private static final Duration REPLAY = Duration.ofSeconds(25);
  private static final Duration EACH_STATEMENT = Duration.ofSeconds(20);

  /** What is kept for the statements themselves. */
  private static final Duration KEPT = Duration.ofSeconds(15);

  private final ToolContext context;
  private final SandboxQuestion question;
  private final TableSource source;
  private final long end = System.nanoTime() + BUDGET.toNanos();

  private Sandbox(ToolContext context, SandboxQuestion question, TableSource source) {
    this.context = context;
    this.question = question;
    this.source = source;
  }

  public static ToolResult run(
      SandboxQuestion question, ToolContext context, MigrationReviewer reviewer, Scratch scratch) {
    Optional<TableSource> source =
        TableSource.of(question.migrations(), context.workspace(), reviewer);
    if (source.isEmpty()) {
      return new ToolResult.Retry(
          "There is no SQL at '%s': give a folder of migrations, a .sql file, or \"none\"."
              .formatted(question.migrations()));
    }
    return Places.away(() -> new Sandbox(context, question, source.get()).on(scratch));
  }

  private ToolResult on(Scratch scratch) {
    context.progress("starting a scratch PostgreSQL");
    try (ScratchServer server = scratch.start();
        ScratchDatabase database = server.create()) {
      Replay replay = Replay.run(database, source.files(), REPLAY, context::progress);
      Optional<String> refused = setUp(database);
      return refused.isPresent()
          ? new ToolResult.Retry(refused.get())
          : answered(server.version(), database, replay);
    } catch (IOException e) {
      return new ToolResult.Failed("Not run: no scratch server: %s.".formatted(e.getMessage()));
    } catch (SQLException e) {
      return new ToolResult.Failed(
          "Not run: the scratch server failed: %s.".formatted(e.getMessage()));
    }
  }

  private Optional<String> setUp(ScratchDatabase database) throws SQLException {
    try (Session session = Session.bounded(database)) {
      LockWatch watch = session.watch(left());
      try {
        for (SqlStatement statement : SqlReader.read(question.setup()).statements()) {
          Attempt made = new Attempts(session.runner(), false, left()).run(statement);
          if (made.error().isPresent()) {
            return Optional.of(
                "setup line %d fails: %s".formatted(statement.span().line(), made.error().get()));
          }
        }
        return Optional.empty();
      } finally {
        watch.stop();
      }
    }
  }

  private ToolResult answered(String version, ScratchDatabase database, Replay replay)
      throws SQLException {
    FilledTables filled;
    try (Session session = new Session(database)) {
      Catalog catalog = Catalog.read(session.runner());
      Optional<String> unknown = unknown(catalog);
      if (unknown.isPresent()) {
        return new ToolResult.Retry(unknown.get());
      }
      filled = fill(session, catalog, database);
    }
    List<Attempt> attempts = new ArrayList<>();
    boolean over = attempt(database, attempts);
    SandboxText text = new SandboxText(version, source, replay, filled, question);
    return ToolResult.Done.text(text.of(attempts, over)).withData(text.data(attempts));
  }

  /** Names of the call that are no table. */
  private Optional<String> unknown(Catalog catalog) {
    List<String> tables =
        catalog.tables().values().stream().map(Catalog.Table::name).sorted().toList();
    return question.rows().keySet().stream()
        .filter(name -> !name.equals(EACH))
        .filter(name ->
            catalog.tables().values().stream()
                .noneMatch(t -> t.name().equals(name) || t.sql().replace("\"", "").equals(name)))
        .findFirst()
        .map(name ->
            "rows names '%s', which is no table here. Tables: %s."
                .formatted(
                    name,
                    tables.isEmpty()
                        ? "none"
                        : String.join(", ", tables.subList(0, Math.min(60, tables.size())))));
  }

  private FilledTables fill(Session session, Catalog catalog, ScratchDatabase database)
      throws SQLException {
    long start = System.nanoTime();
    Map<String, Integer> named = new TreeMap<>(question.rows());
    Integer each = named.remove(EACH);
    Seeder seeder = new Seeder(each == null ? USUAL_ROWS : each, named, Seeder.Made.NONE);
    List<String> left = new ArrayList<>();
    boolean over = false;
    LockWatch watch = session.watch(left().minus(KEPT));
    try {
      left.addAll(
          seeder.fill(session.runner(), table -> context.progress("making rows for " + table)));
    } catch (SQLException e) {
      if (watch.ended().isEmpty()) {
        throw e;
      }
      over = true;
      left.add("making rows stopped: " + watch.ended());
    } finally {
      watch.stop();
    }
    Map<String, Long> counts = new TreeMap<>();
    try (Connection counting = database.runner()) {
      Map<Long, Long> found = Catalog.rows(counting, catalog);
      catalog.tables().forEach((oid, table) -> counts.put(table.name(), found.get(oid)));
    }
    return new FilledTables(counts, left, Duration.ofNanos(System.nanoTime() - start), over);
  }

  /** Runs the statements; whether some were left as the time was over. */
  private boolean attempt(ScratchDatabase database, List<Attempt> attempts) throws SQLException {
    List<SqlStatement> statements = SqlReader.read(question.sql()).statements();
    try (Session session = Session.bounded(database)) {
      session.runner().setAutoCommit(!question.together());
      LockWatch watch = session.watch(left());
      try {
        for (SqlStatement statement : statements) {
          if (left().isZero() || !session.isOpen()) {
            return true;
          }
          context.progress(
              "running statement %d of %d".formatted(attempts.size() + 1, statements.size()));
          Duration most = left().compareTo(EACH_STATEMENT) < 0 ? left() : EACH_STATEMENT;
          attempts.add(new Attempts(session.runner(), question.explain(), most).run(statement));
          if (question.together() && attempts.getLast().error().isPresent()) {
            break;
          }
        }
        return false;
      } finally {
        watch.stop();
      }
    }
  }

  private Duration left() {
    return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
  }
}
