package dev.deployarchitect.database.plan;

import dev.deployarchitect.database.execution.ExecutedSql;
import dev.deployarchitect.database.trial.Stage;
import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Delivered;
import dev.deployarchitect.delivery.Evidence;
import dev.deployarchitect.tool.ToolContext;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What carrying out a plan came to, as text and as evidence on its files. */
public sealed interface Tried {
  /** It was carried out, to its end or to a closed gate. */
  record Ran(PlanTrial trial, Duration took) implements Tried {}

  /** A step failed. */
  record Broke(String server, String message, Duration took) implements Tried {}

  record NotRun(String why) implements Tried {}

  /** Carries a plan out on rows. */
  static Tried run(Stage stage, Plan plan, ToolContext context) throws SQLException {
    long start = System.nanoTime();
    try {
      PlanTrial trial = PlanTrial.run(stage, plan, context::progress);
      return new Ran(trial, Duration.ofNanos(System.nanoTime() - start));
    } catch (SQLException e) {
      String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      return new Broke(stage.version(), message, Duration.ofNanos(System.nanoTime() - start));
    }
  }

  /**
   * Whether a step failed, a version of the application did, or the catalog is not what it should
   * be.
   */
  default boolean failed() {
    return switch (this) {
      case Ran(PlanTrial trial, var took) -> !trial.clean();
      case Broke broke -> true;
      case NotRun notRun -> false;
    };
  }

  default String text() {
    return switch (this) {
      case Ran(PlanTrial trial, var took) -> trial.text();
      case Broke(String server, String message, var took) ->
          "%nExecuted on a scratch %s, and FAILED: %s%n".formatted(server, message);
      case NotRun(String why) -> "%nNot executed: %s.%n".formatted(why);
    };
  }

  /** The file with this in the place of what its verifier could not do. */
  default Delivered onto(Delivered delivered) {
    Artifact artifact = delivered.artifact();
    if (!artifact.name().matches("(migration|gate|down)\\.sql")) {
      return delivered;
    }
    List<Evidence> evidence = new ArrayList<>(delivered.evidence());
    evidence.removeIf(e -> e.check().equals(ExecutedSql.CHECK));
    evidence.add(
        switch (this) {
          case Ran(PlanTrial trial, Duration took) when trial.passed() ->
              new Evidence.Passed(
                  ExecutedSql.CHECK,
                  trial.server(),
                  artifact.sha256(),
                  took,
                  "no row lost, no write failed, the catalog as after a direct change");
          case Ran(PlanTrial trial, Duration took) when trial.closed().isPresent() ->
              new Evidence.NotRun(ExecutedSql.CHECK, "stopped: " + trial.closed().get());
          case Ran(PlanTrial trial, Duration took) ->
              new Evidence.Failed(
                  ExecutedSql.CHECK, trial.server(), artifact.sha256(), took, trial.text().strip());
          case Broke(String server, String message, Duration took) ->
              new Evidence.Failed(ExecutedSql.CHECK, server, artifact.sha256(), took, message);
          case NotRun(String why) -> new Evidence.NotRun(ExecutedSql.CHECK, why);
        });
    return new Delivered(artifact, List.copyOf(evidence));
  }
}
