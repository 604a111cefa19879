package dev.deployarchitect.database.trial;

import dev.deployarchitect.database.migration.MigrationOrder;
import dev.deployarchitect.database.migration.MigrationReviewer;
import dev.deployarchitect.scratch.Scratch;
import dev.deployarchitect.scratch.ScratchDatabase;
import dev.deployarchitect.scratch.ScratchServer;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.workspace.Workspace;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A migration applied after those that run before it, on tables with made-up rows.
 *
 * @param history how many ran before it
 * @param broken statements of the history that failed; what fails then may fail because of them
 * @param fault PostgreSQL's words, where it does not apply
 * @param remark where made-up rows broke a constraint that the team's rows may keep
 */
public record AppliedMigration(
    String server,
    int history,
    List<String> broken,
    Optional<String> fault,
    Optional<String> remark,
    Duration took) {
  private static final int ROWS = 100;
  private static final Duration LIMIT = Duration.ofSeconds(25);

  /** Not null: rows of any team break it, where a column comes without a default. */
  private static final String NOT_NULL = "23502";

  /**
   * Applies it.
   *
   * @param delivered files that lie with it, in place of the workspace's of the same path
   * @throws IOException when there is no scratch server
   */
  public static AppliedMigration run(
      Source migration,
      List<Source> delivered,
      Workspace workspace,
      MigrationReviewer reviewer,
      Scratch scratch,
      Consumer<String> heard)
      throws IOException, SQLException {
    long start = System.nanoTime();
    List<MigrationFile> files = before(migration, delivered, workspace, reviewer);
    try (ScratchServer server = scratch.start();
        ScratchDatabase database = server.create()) {
      Replay replay = Replay.run(database, files.subList(0, files.size() - 1), LIMIT, heard);
      List<String> broken = new ArrayList<>(replay.failed());
      replay.missing().forEach(m -> broken.add("extension %s is not available here".formatted(m)));
      Optional<Session.Broken> withRows;
      try (ScratchDatabase filled = database.copy()) {
        try (var filling = filled.runner()) {
          new Seeder(ROWS).fill(filling);
        }
        withRows = apply(filled, files.getLast());
      }
      boolean data =
          withRows
              .filter(b -> b.failure().state().startsWith("23"))
              .filter(b -> !b.failure().state().equals(NOT_NULL))
              .isPresent();
      Optional<Session.Broken> fault = data ? apply(database, files.getLast()) : withRows;
      return new AppliedMigration(
          server.version(),
          files.size() - 1,
          List.copyOf(broken),
          fault.map(AppliedMigration::said),
          data && fault.isEmpty() ? withRows.map(AppliedMigration::said) : Optional.empty(),
          Duration.ofNanos(System.nanoTime() - start));
    }
  }

  private static Optional<Session.Broken> apply(ScratchDatabase database, MigrationFile file)
      throws SQLException {
    try (Session session = new Session(database)) {
      return session.run(file, LIMIT);
    }
  }

  private static String said(Session.Broken broken) {
    return "%s %s".formatted(broken.statement().span().place(), broken.failure().message());
  }

  /** Those that run before it, and it. */
  private static List<MigrationFile> before(
      Source migration, List<Source> delivered, Workspace workspace, MigrationReviewer reviewer) {
    String folder = MigrationReviewer.series(migration.path());
    List<MigrationFile> known =
        Series.of(workspace, reviewer).stream()
            .filter(s -> s.folder().equals(folder))
            .findFirst()
            .map(Series::files)
            .orElse(List.of());
    String tool =
        known.isEmpty() ? MigrationReviewer.tool(migration.path()) : known.getFirst().tool();
    List<Source> fresh =
        delivered.stream()
            .filter(
                s -> reviewer.reads(s.path()) && MigrationReviewer.series(s.path()).equals(folder))
            .toList();
    Function<MigrationFile, String> name =
        f -> f.source().path().substring(folder.isEmpty() ? 0 : folder.length() + 1);
    List<MigrationFile> all =
        Stream.concat(
                known.stream()
                    .filter(f -> fresh.stream().noneMatch(s -> s.path().equals(f.source().path()))),
                fresh.stream().map(s -> MigrationFile.of(s, tool, Optional.empty())))
            .sorted(Comparator.comparing(name, MigrationOrder.of(tool)))
            .toList();
    int at = 0;
    while (!all.get(at).source().path().equals(migration.path())) {
      at++;
    }
    return all.subList(0, at + 1);
  }
}
