package dev.deployarchitect.database.plan;

import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Figure;
import dev.deployarchitect.delivery.Recommendation;
import dev.deployarchitect.delivery.Recommendation.Part;
import java.util.ArrayList;
import java.util.List;

/** The six parts that go with a plan. */
final class PlanAdvice {
  private PlanAdvice() {}

  static Recommendation of(ChangeRequest request, List<PlanStep> steps, List<Artifact> files) {
    List<String> guide = new ArrayList<>();
    List<String> back = new ArrayList<>();
    guide.add("Take a backup, and note the time: point-in-time recovery goes back to it.");
    for (PlanStep step : steps) {
      String gate = step.gate().isEmpty() ? "" : " First its gate.sql must answer 0.";
      guide.add(
          "Step '%s': %s. Application: %s.%s"
              .formatted(
                  step.name(),
                  step.sql().isEmpty() ? "no SQL" : "run its migration.sql",
                  step.application(),
                  gate));
      back.add("Step '%s': %s".formatted(step.name(), step.back()));
    }
    back.add(
        "Recovery after the last step: restore the backup to a second database and copy the"
            + " column back.");
    return new Recommendation(
        "Change %s.%s without losing a row".formatted(request.table(), request.column()),
        "Every step keeps both the running and the next version of the application working, and no"
            + " step that destroys anything runs before its gate was counted.",
        files.stream().map(Artifact::path).toList(),
        guide,
        Part.says(
            List.of(
                "Costs: one release per step instead of one in all; the table holds both"
                    + " columns, and a trigger works on each write, until the contract step.",
                "Trade-off: slower to finish, and nothing to repair when a release must go back."),
            new Figure.Assumed(
                "rows per batch",
                "1000",
                "short row locks; raise BATCH when the" + " database is idle"),
            new Figure.Assumed(
                "pause between batches",
                "0.2 s",
                "leaves room for replicas and"
                    + " vacuum; lower PAUSE when replication lag stays under a second")),
        Part.says(
            "Measure it: backfill.sh prints the rows it has done; time ten batches and"
                + " multiply. No table of yours was seen here, so no duration is claimed."),
        new Part.Says(back, List.of()),
        Part.says(
            List.of(
                "While a step runs: SELECT pid, wait_event_type, query FROM pg_stat_activity"
                    + " WHERE wait_event_type = 'Lock';",
                "Replication: SELECT max(replay_lag) FROM pg_stat_replication; pause the backfill"
                    + " above the threshold."),
            new Figure.Assumed(
                "alert threshold for replication lag",
                "10 s",
                "readers of a replica see older rows than that; set it from your own needs"),
            new Figure.Assumed(
                "lock_timeout of each step",
                "5 s",
                "longer than most transactions, shorter than a load balancer's patience")));
  }
}
