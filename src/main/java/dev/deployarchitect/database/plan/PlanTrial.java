package dev.deployarchitect.database.plan;

import dev.deployarchitect.database.trial.CatalogLines;
import dev.deployarchitect.database.trial.Stage;
import dev.deployarchitect.database.trial.Writer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;

/**
 * A plan carried out on made-up rows while the versions of the application that it names write.
 *
 * @param lines what was seen of each step
 * @param closed the gate that would not open, with its count; empty where all did
 * @param differences of the catalog: after a step was undone, and at the end from what the change
 *     should give
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
    String failure,
    List<String> differences) {
  static final int ROWS = 5_000;
  private static final int BATCH = 1_000;
  private static final int MOST_ROUNDS = 200;
  private static final int MOST_DIFFERENCES = 5;

  /** That no row was lost, no write failed, and the catalog is what it should be. */
  boolean passed() {
    return closed.isEmpty() && clean();
  }

  /** The same, as far as the gates opened. */
  boolean clean() {
    return failed == 0 && before + inserted == after && differences.isEmpty();
  }

  static PlanTrial run(Stage stage, Plan plan, Consumer<String> heard) throws SQLException {
    Optional<SortedMap<String, Integer>> expected = Plans.expected(stage, plan);
    Run run = new Run(stage, plan);
    String count = "SELECT count(*) FROM " + plan.request().tableSql();
    long before = stage.ask(count);
    Optional<String> closed = Optional.empty();
    try {
      run.release("");
      for (PlanStep step : plan.steps()) {
        heard.accept("carrying out step '%s'".formatted(step.name()));
        closed = run.step(step);
        if (closed.isPresent() || run.failedSoFar() > 0) {
          break;
        }
      }
    } finally {
      run.stop();
    }
    if (closed.isEmpty() && run.failed == 0 && expected.isPresent()) {
      run.differ("at the end", expected.get(), stage.catalog());
      run.lines.add("at the end: the catalog compared with a direct change of the same column");
    }
    return new PlanTrial(
        stage.version(),
        run.lines,
        closed,
        before,
        run.inserted,
        stage.ask(count),
        run.writes,
        run.failed,
        run.longest,
        run.failure,
        List.copyOf(run.differences));
  }

  /** The steps in their order, with who writes meanwhile. */
  private static final class Run {
    private final Stage stage;
    private final Plan plan;
    private final List<Rollout> rollouts;
    private final List<String> lines = new ArrayList<>();
    private final List<String> differences = new ArrayList<>();
    private final Map<Rollout, Writer> writers = new LinkedHashMap<>();
    private int versions;
    private long inserted;
    private int writes;
    private int failed;
    private Duration longest = Duration.ZERO;
    private String failure = "";

    Run(Stage stage, Plan plan) {
      this.stage = stage;
      this.plan = plan;
      this.rollouts = Rollout.of(plan);
    }

    /** Starts what is released after a step, and lets everybody write once more. */
    private void release(String step) throws SQLException {
      for (Rollout rollout : rollouts) {
        if (rollout.from().equals(step)) {
          versions++;
          writers.put(
              rollout,
              stage.writer(plan.request().table(), rollout.version(), versions * 1_000_000));
        }
      }
      writers.values().forEach(Writer::pass);
    }

    int failedSoFar() {
      return failed + writers.values().stream().mapToInt(Writer::failures).sum();
    }

    private void end(Rollout rollout) throws SQLException {
      Writer.Report report = writers.remove(rollout).stop();
      inserted += report.inserted();
      writes += report.writes();
      failed += report.failed();
      longest = longest.compareTo(report.longest()) > 0 ? longest : report.longest();
      if (failure.isEmpty() && report.failed() > 0) {
        failure = "%s, %s".formatted(report.version(), report.failure());
      }
    }

    void stop() throws SQLException {
      for (Rollout rollout : List.copyOf(writers.keySet())) {
        end(rollout);
      }
    }

    Optional<String> step(PlanStep step) throws SQLException {
      for (Rollout rollout : List.copyOf(writers.keySet())) {
        if (rollout.until().contains(step.name())) {
          end(rollout);
        }
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
      release(step.name());
      return Optional.empty();
    }

    /** Does a step, undoes it where it can be, compares, and does it again. */
    private void sql(PlanStep step) throws SQLException {
      SortedMap<String, Integer> untouched = stage.catalog();
      Duration took = stage.run(step.sql());
      boolean undoable = !step.undo().isEmpty();
      if (undoable) {
        writers.values().forEach(Writer::pass);
        stage.run(step.undo());
        differ("after '%s' was undone".formatted(step.name()), untouched, stage.catalog());
        writers.values().forEach(Writer::pass);
        stage.run(step.sql());
      }
      lines.add(
          "step '%s': %d ms%s"
              .formatted(
                  step.name(),
                  took.toMillis(),
                  undoable ? "; undone, the catalog compared, and done again" : ""));
    }

    private void differ(
        String when, SortedMap<String, Integer> should, SortedMap<String, Integer> is) {
      CatalogLines.differences(should, is).stream()
          .limit(MOST_DIFFERENCES)
          .forEach(d -> differences.add("%s: %s".formatted(when, d)));
    }

    private void fill() throws SQLException {
      if (plan.backfill().isEmpty()) {
        return;
      }
      Backfill backfill = plan.backfill().get();
      long rows = 0;
      int batches = 0;
      String batch = backfill.batch().replace("$batch", String.valueOf(BATCH));
      for (int round = 0; round < MOST_ROUNDS; round++) {
        long changed = stage.ask(batch);
        rows += changed;
        batches += changed > 0 ? 1 : 0;
        if (changed == 0 && stage.ask(backfill.left()) == 0) {
          break;
        }
      }
      lines.add(
          "backfill: %,d rows in %d batches; %d rows hold something else"
              .formatted(rows, batches, stage.ask(backfill.wrong())));
    }
  }

  String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        "%nExecuted on a scratch %s with %,d made-up rows while versions of the application wrote: %s.%n"
            .formatted(server, before, clean() ? "no row lost, no write failed" : "NOT clean"));
    lines.forEach(line -> text.append("- ").append(line).append('\n'));
    differences.forEach(d -> text.append("- ").append(d).append('\n'));
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
