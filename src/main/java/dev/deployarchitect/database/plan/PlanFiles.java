package dev.deployarchitect.database.plan;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.content.Template;
import dev.deployarchitect.delivery.Artifact;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of a plan: for each step what runs, what must be counted before, and what undoes it.
 */
final class PlanFiles {
  private static final String BACKFILL = "tools/database/plan_migration/templates/backfill.sh";

  private PlanFiles() {}

  static List<Artifact> of(Plan plan, Content content) {
    List<Artifact> files = new ArrayList<>();
    int number = 1;
    for (PlanStep step : plan.steps()) {
      step(plan, step, "%s%02d_%s".formatted(plan.folder(), number++, step.name()), files);
    }
    plan.backfill()
        .ifPresent(backfill ->
            files.add(
                new Artifact(
                    plan.folder() + "backfill.sh",
                    Template.fill(content.text(BACKFILL), backfill.values(plan.request())),
                    "fills the rows in batches and counts them before it says the gate is open")));
    return files;
  }

  private static void step(Plan plan, PlanStep step, String folder, List<Artifact> files) {
    if (!step.sql().isEmpty()) {
      files.add(
          new Artifact(
              folder + "/migration.sql",
              "-- %s.%s: step '%s'. Application: %s.\n%s"
                  .formatted(
                      plan.request().table(),
                      plan.request().column(),
                      step.name(),
                      step.application(),
                      step.sql()),
              "step '%s' of the plan; copy it into prisma/migrations when its gate is open"
                  .formatted(step.name())));
    }
    if (!step.gate().isEmpty()) {
      files.add(
          new Artifact(
              folder + "/gate.sql",
              "-- Must answer 0 before step '%s' runs.\n%s\n".formatted(step.name(), step.gate()),
              "the count that must be 0 before step '%s'".formatted(step.name())));
    }
    if (!step.undo().isEmpty()) {
      files.add(
          new Artifact(
              folder + "/down.sql",
              "-- Undoes step '%s'.\n%s".formatted(step.name(), step.undo()),
              "undoes step '%s'".formatted(step.name())));
    }
  }
}
