package dev.deployarchitect.database.trial;

import dev.deployarchitect.scratch.ScratchDatabase;
import dev.deployarchitect.syntax.sql.SqlStatement;
import dev.deployarchitect.syntax.sql.SqlToken;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Makes a repository's tables as far as they can be made here: a file that fails is run again
 * statement by statement, and each that fails is named.
 *
 * @param failed statements that failed, each with its place and why
 * @param missing extensions that are not here or that only a superuser may create
 * @param left files that were not run as the time was over
 */
record Replay(List<String> failed, Set<String> missing, int left, Duration took) {

  static Replay run(
      ScratchDatabase database, List<MigrationFile> files, Duration limit, Consumer<String> heard)
      throws SQLException {
    long start = System.nanoTime();
    Run run = new Run(database, start + limit.toNanos(), heard);
    int done = run.all(files);
    return new Replay(
        List.copyOf(run.failed),
        run.missing,
        files.size() - done,
        Duration.ofNanos(System.nanoTime() - start));
  }

  private static final class Run {
    private final ScratchDatabase database;
    private final long end;
    private final Consumer<String> heard;
    private final List<String> failed = new ArrayList<>();
    private final Set<String> missing = new TreeSet<>();

    /** Those that are here, and whether the runner may create them. */
    private final Map<String, Boolean> extensions = new HashMap<>();

    Run(ScratchDatabase database, long end, Consumer<String> heard) throws SQLException {
      this.database = database;
      this.end = end;
      this.heard = heard;
      try (var owner = database.owner();
          var statement = owner.createStatement();
          var rows =
              statement.executeQuery(
                  "SELECT name, bool_or(trusted) FROM pg_available_extension_versions GROUP BY name")) {
        while (rows.next()) {
          extensions.put(rows.getString(1), rows.getBoolean(2));
        }
      }
    }

    int all(List<MigrationFile> files) throws SQLException {
      int next = 0;
      while (next < files.size() && on()) {
        try (Session session = new Session(database)) {
          for (; next < files.size() && session.isOpen() && on(); next++) {
            heard.accept("replaying %d of %d migrations".formatted(next + 1, files.size()));
            file(session, without(files.get(next)));
          }
        }
      }
      return next;
    }

    private boolean on() {
      return System.nanoTime() < end && !Thread.currentThread().isInterrupted();
    }

    private Duration left() {
      return Duration.ofNanos(Math.max(1, end - System.nanoTime()));
    }

    private void file(Session session, MigrationFile file) throws SQLException {
      var broken = session.run(file, left());
      if (broken.isEmpty()) {
        return;
      }
      List<SqlStatement> rest = file.statements();
      if (!file.oneTransaction()) {
        failed.add(said(broken.get()));
        rest = rest.subList(rest.indexOf(broken.get().statement()) + 1, rest.size());
      }
      for (SqlStatement statement : rest) {
        if (!session.isOpen() || !on()) {
          return;
        }
        if (!MigrationFile.isTransactionControl(statement)) {
          session
              .run(
                  new MigrationFile(
                      file.source(), "sql", List.of(statement), java.util.Optional.empty()),
                  left())
              .ifPresent(b -> failed.add(said(b)));
        }
      }
    }

    private static String said(Session.Broken broken) {
      return "%s: %s".formatted(broken.statement().span().place(), broken.failure().message());
    }

    /** The file without what creates extensions that cannot be created here. */
    private MigrationFile without(MigrationFile file) {
      Set<SqlStatement> out = new HashSet<>();
      for (SqlStatement statement : file.statements()) {
        if (statement.startsWith("CREATE", "EXTENSION")) {
          String name = extension(statement);
          if (!extensions.getOrDefault(name, false)) {
            missing.add(name);
            out.add(statement);
          }
        } else if (statement.startsWith("COMMENT", "ON", "EXTENSION")) {
          // Only who owns it may, and a dump says it after each.
          out.add(statement);
        }
      }
      return out.isEmpty()
          ? file
          : new MigrationFile(
              file.source(),
              file.tool(),
              file.statements().stream().filter(s -> !out.contains(s)).toList(),
              file.down());
    }

    private static String extension(SqlStatement statement) {
      return statement.tokens().stream()
          .skip(2)
          .filter(t -> t.isName() && !t.is("IF") && !t.is("NOT") && !t.is("EXISTS"))
          .map(SqlToken::name)
          .findFirst()
          .orElse("");
    }
  }
}
