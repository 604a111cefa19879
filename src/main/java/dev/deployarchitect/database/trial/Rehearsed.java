package dev.deployarchitect.database.trial;

import dev.deployarchitect.scratch.ScratchDatabase;
import dev.deployarchitect.scratch.ScratchServer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A history replayed and its newest migrations tried.
 *
 * @param server its version
 * @param history how many migrations ran before the tried ones
 * @param broken those of the history that failed, with where and why
 * @param unfinished what was not tried, and why; empty where all was
 */
public record Rehearsed(
    String server,
    int rows,
    int history,
    Duration replay,
    List<Failed> broken,
    List<FileTrial> trials,
    Optional<String> unfinished) {

  /** A migration of the history that does not run. */
  record Failed(MigrationFile file, Session.Broken broken) {}

  /**
   * Replays {@code series} up to {@code from} and tries what follows.
   *
   * @param rows in each table
   * @param budget for all of it
   * @param heard is told how far it has come
   */
  static Rehearsed run(
      ScratchServer server,
      Series series,
      int from,
      int rows,
      Duration budget,
      Consumer<String> heard)
      throws SQLException {
    long end = System.nanoTime() + budget.toNanos();
    try (ScratchDatabase database = server.create()) {
      List<Failed> broken = new ArrayList<>();
      long start = System.nanoTime();
      replay(database, series.files().subList(0, from), end, broken, heard);
      Duration replay = Duration.ofNanos(System.nanoTime() - start);
      List<FileTrial> trials = new ArrayList<>();
      Optional<String> unfinished = Optional.empty();
      for (MigrationFile file : series.files().subList(from, series.files().size())) {
        if (left(end).isZero() || Thread.currentThread().isInterrupted()) {
          unfinished =
              Optional.of(
                  "%s and what follows: %s were over"
                      .formatted(file.source().path(), said(budget)));
          break;
        }
        heard.accept(
            "trying %s (%d of %d)"
                .formatted(file.source().path(), trials.size() + 1, series.files().size() - from));
        trials.add(FileTrial.run(database, file, new Seeder(rows), left(end)));
      }
      return new Rehearsed(server.version(), rows, from, replay, broken, trials, unfinished);
    }
  }

  /** One session serves until a migration ends it. */
  static void replay(
      ScratchDatabase database,
      List<MigrationFile> history,
      long end,
      List<Failed> broken,
      Consumer<String> heard)
      throws SQLException {
    int next = 0;
    while (next < history.size()
        && !left(end).isZero()
        && !Thread.currentThread().isInterrupted()) {
      try (Session session = new Session(database)) {
        for (boolean open = true; open && next < history.size(); next++) {
          MigrationFile file = history.get(next);
          heard.accept("replaying %d of %d migrations".formatted(next + 1, history.size()));
          session.run(file, left(end)).ifPresent(b -> broken.add(new Failed(file, b)));
          open = session.isOpen();
        }
      }
    }
  }

  private static Duration left(long end) {
    return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
  }

  private static String said(Duration budget) {
    return budget.toSeconds() + " s";
  }
}
