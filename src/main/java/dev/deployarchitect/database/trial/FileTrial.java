package dev.deployarchitect.database.trial;

import dev.deployarchitect.scratch.ScratchDatabase;
import dev.deployarchitect.syntax.sql.SqlStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was seen of one migration.
 *
 * @param seeded what could not be given rows before it ran
 * @param took as its tool runs it
 * @param broken where it stopped then, and why
 * @param back what its way back does; empty where the repository has none
 * @param oldCode what the version before it can no longer do
 */
record FileTrial(
    MigrationFile file,
    List<String> seeded,
    Duration took,
    Optional<Session.Broken> broken,
    Optional<String> back,
    List<Observation> statements,
    List<String> oldCode) {

  /** Runs a migration: as its tool does, on a copy; then one statement after another. */
  static FileTrial run(ScratchDatabase database, MigrationFile file, Seeder seeder, Duration limit)
      throws SQLException {
    List<String> seeded;
    Map<String, WayBack.Held> held = Map.of();
    try (var filling = database.runner()) {
      seeded = seeder.fill(filling);
      if (file.down().isPresent()) {
        held = WayBack.held(filling);
      }
    }
    Duration took;
    Optional<Session.Broken> broken;
    Optional<String> back = Optional.empty();
    try (ScratchDatabase copy = database.copy();
        Session session = new Session(copy)) {
      long start = System.nanoTime();
      broken = session.run(file, limit);
      took = Duration.ofNanos(System.nanoTime() - start);
      if (broken.isEmpty() && file.down().isPresent()) {
        back = Optional.of(back(session, file, held, limit));
      }
    }
    return oneByOne(
        database,
        file,
        limit,
        new FileTrial(file, seeded, took, broken, back, List.of(), List.of()));
  }

  private static String back(
      Session session, MigrationFile file, Map<String, WayBack.Held> held, Duration limit)
      throws SQLException {
    MigrationFile down = MigrationFile.of(file.down().orElseThrow(), file.tool(), Optional.empty());
    Optional<Session.Broken> broken = session.run(down, limit);
    if (broken.isPresent()) {
      return "fails: " + broken.get().failure().message();
    }
    List<String> differences = WayBack.differences(held, WayBack.held(session.runner()));
    return differences.isEmpty()
        ? "runs, and every table is as it was"
        : "runs, but " + String.join("; ", differences);
  }

  private static FileTrial oneByOne(
      ScratchDatabase database, MigrationFile file, Duration limit, FileTrial whole)
      throws SQLException {
    List<Observation> seen = new ArrayList<>();
    List<String> oldCode = List.of();
    long end = System.nanoTime() + limit.toNanos();
    try (Session session = new Session(database)) {
      Catalog before = Catalog.read(session.owner());
      StatementTrial trial = new StatementTrial(database, session, limit);
      for (SqlStatement statement : file.statements()) {
        boolean over =
            System.nanoTime() > end
                || session.runner().isClosed()
                || Thread.currentThread().isInterrupted();
        if (over) {
          break;
        }
        if (!MigrationFile.isTransactionControl(statement)) {
          seen.add(
              trial.run(statement, Catalog.rows(session.owner(), Catalog.read(session.owner()))));
        }
      }
      if (!session.runner().isClosed()) {
        oldCode = OldCode.broken(session.runner(), before);
      }
    }
    return new FileTrial(
        file,
        whole.seeded(),
        whole.took(),
        whole.broken(),
        whole.back(),
        List.copyOf(seen),
        oldCode);
  }

  /** The worst verdict of its statements, or that it fails as a whole. */
  Observation.Verdict worst() {
    return broken.isPresent()
        ? Observation.Verdict.FAILS
        : statements.stream()
            .map(Observation::verdict)
            .min(java.util.Comparator.naturalOrder())
            .orElse(Observation.Verdict.SAFE);
  }
}
