package dev.deployarchitect.database.plan;

import dev.deployarchitect.database.trial.Stage;
import dev.deployarchitect.database.trial.Writer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A plan carried out on made-up rows while two versions of the application write.
 *
 * @param lines what was seen of each step
 * @param closed the gate that would not open, with its count; empty where all did
 */
record PlanTrial(
    String server,
    List<String> lines,
    Optional<String> closed,
    long before,
    long inserted,
    long after,
    int writes,
    int failed,
    Duration longest,
    String failure) {
  static final int ROWS = 5_000;
  private static final int BATCH = 1_000;
  private static final int MOST_ROUNDS = 200;

  /** Long enough for some dozens of writes between two steps. */
  private static final int BETWEEN = 150;

  /** Rows in all, and that none of them was lost and no write failed. */
  boolean passed() {
    return closed.isEmpty() && failed == 0 && before + inserted == after;
  }

  static PlanTrial run(Stage stage, ChangeRequest r, List<PlanStep> steps, Consumer<String> heard)
      throws SQLException {
    Run run = new Run(stage, r);
    long before = stage.ask("SELECT count(*) FROM " + r.tableSql());
    Optional<String> closed = Optional.empty();
    try {
      run.start(r.column(), Optional.empty());
      for (PlanStep step : steps) {
        heard.accept("carrying out step '%s'".formatted(step.name()));
        closed = run.step(step);
        if (closed.isPresent()) {
          break;
        }
      }
    } finally {
      run.stop();
    }
    return new PlanTrial(
        stage.version(),
        run.lines,
        closed,
        before,
        run.inserted,
        stage.ask("SELECT count(*) FROM " + r.tableSql()),
        run.writes,
        run.failed,
        run.longest,
        run.failure);
  }

  /** The steps in their order, with who writes meanwhile. */
  private static final class Run {
    private final Stage stage;
    private final ChangeRequest r;
    private final List<String> lines = new ArrayList<>();
    private final List<Writer> writers = new ArrayList<>();
    private boolean first = true;
    private int versions;
    private long inserted;
    private int writes;
    private int failed;
    private Duration longest = Duration.ZERO;
    private String failure = "";

    Run(Stage stage, ChangeRequest r) {
      this.stage = stage;
      this.r = r;
    }

    private String newColumn() {
      return r.derived().isEmpty() ? r.target() : r.derived().getFirst().name();
    }

    void start(String column, Optional<String> unknown) throws SQLException {
      start(column, unknown, Set.of());
    }

    /**
     * @param avoided values of an enum that this version does not write any more
     */
    private void start(String column, Optional<String> unknown, Set<String> avoided)
        throws SQLException {
      versions++;
      // The plan's first step asks the application to write only keys that exist.
      Set<String> references =
          r.kind() == ChangeRequest.Kind.ADD_FOREIGN_KEY ? Set.of(r.column()) : Set.of();
      writers.add(
          stage.writer(r.table(), column, unknown, references, avoided, versions * 1_000_000));
    }

    void stop() throws SQLException {
      for (Writer writer : writers) {
        Writer.Report report = writer.stop();
        inserted += report.inserted();
        writes += report.writes();
        failed += report.failed();
        longest = longest.compareTo(report.longest()) > 0 ? longest : report.longest();
        failure = failure.isEmpty() ? report.failure() : failure;
      }
      writers.clear();
    }

    Optional<String> step(PlanStep step) throws SQLException {
      boolean replaces = r.replacesColumn();
      boolean contracts = step.name().equals("contract");
      if (contracts && (replaces || r.kind() == ChangeRequest.Kind.DROP_COLUMN)) {
        stop();
      }
      if (!step.gate().isEmpty()) {
        long open = stage.ask(step.gate());
        lines.add("step '%s': its gate counts %d".formatted(step.name(), open));
        if (open != 0) {
          return Optional.of("the gate of '%s' counts %,d rows".formatted(step.name(), open));
        }
      }
      if (step.name().equals("backfill")) {
        fill();
      }
      if (!step.sql().isEmpty()) {
        sql(step);
      }
      // A renamed column is kept equal both ways, so versions may overlap from the beginning;
      // another
      // type only from the switch on.
      String release = r.kind() == ChangeRequest.Kind.RENAME_COLUMN ? "expand" : "switch";
      if (replaces && step.name().equals(release)) {
        start(newColumn(), Optional.of(r.column()));
      }
      if (r.kind() == ChangeRequest.Kind.REPLACE_ENUM_VALUE && step.name().equals("release")) {
        stop();
        start(r.column(), Optional.empty(), Set.of(EnumValue.old(r)));
      }
      pause();
      return Optional.empty();
    }

    private void sql(PlanStep step) throws SQLException {
      Duration took = stage.run(step.sql());
      // A later step's way back leads to the beginning, past the step before it.
      boolean undoable = first && step.back().matches("(?s)(ALTER|DROP) .*");
      first = false;
      if (undoable) {
        stage.run(step.back());
        stage.run(step.sql());
      }
      lines.add(
          "step '%s': %d ms%s"
              .formatted(
                  step.name(), took.toMillis(), undoable ? "; taken back and done again" : ""));
    }

    private void fill() throws SQLException {
      Optional<Backfill> backfill = Backfill.of(r);
      if (backfill.isEmpty()) {
        return;
      }
      long rows = 0;
      int batches = 0;
      String batch = backfill.get().batch().replace("$batch", String.valueOf(BATCH));
      for (int round = 0; round < MOST_ROUNDS; round++) {
        long changed = stage.ask(batch);
        rows += changed;
        batches += changed > 0 ? 1 : 0;
        if (changed == 0 && stage.ask(backfill.get().left()) == 0) {
          break;
        }
      }
      lines.add(
          "backfill: %,d rows in %d batches; %d rows hold something else"
              .formatted(rows, batches, stage.ask(backfill.get().wrong())));
    }

    private static void pause() {
      try {
        Thread.sleep(BETWEEN);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        "%nExecuted on a scratch %s with %,d made-up rows while versions of the application wrote: %s.%n"
            .formatted(server, before, passed() ? "no row lost, no write failed" : "NOT clean"));
    lines.forEach(line -> text.append("- ").append(line).append('\n'));
    closed.ifPresent(c ->
        text.append(
            "- stopped: %s of these made-up rows, as it should where data is not ready%n"
                .formatted(c)));
    text.append(
        "- %,d writes, %d failed%s, the longest took %d ms; %,d rows + %,d inserted = %,d%n"
            .formatted(
                writes,
                failed,
                failed == 0 ? "" : " (" + failure + ")",
                longest.toMillis(),
                before,
                inserted,
                after));
    return text.toString();
  }
}
