package dev.deployarchitect.database.plan;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.content.Template;
import dev.deployarchitect.database.engine.PostgresOnly;
import dev.deployarchitect.database.migration.MigrationReviewer;
import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Delivered;
import dev.deployarchitect.delivery.Recommendation;
import dev.deployarchitect.delivery.Verification;
import dev.deployarchitect.scratch.Scratch;
import dev.deployarchitect.tool.ResultText;
import dev.deployarchitect.tool.Tool;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import java.util.ArrayList;
import java.util.List;

/** Writes an expand-contract plan as files. */
public final class PlanMigration {
  private static final String BACKFILL = "tools/database/plan_migration/templates/backfill.sh";

  private final Content content;
  private final Verification verification;
  private final MigrationReviewer reviewer;
  private final Scratch scratch;

  public PlanMigration(
      Content content, Verification verification, MigrationReviewer reviewer, Scratch scratch) {
    this.content = content;
    this.verification = verification;
    this.reviewer = reviewer;
    this.scratch = scratch;
  }

  public Tool<?> tool() {
    return new Tool<>("plan_migration", "database", PlanInput.class, this::call);
  }

  private ToolResult call(PlanInput input, ToolContext context) {
    return input
        .fault()
        .<ToolResult>map(ToolResult.Retry::new)
        .orElseGet(() ->
            new PostgresOnly(content, "plan_migration")
                .answer(input.database(), true, context, () -> deliver(input.request(), context)));
  }

  private ToolResult deliver(ChangeRequest request, ToolContext context) {
    List<PlanStep> steps = ExpandContract.steps(request);
    List<Artifact> artifacts = new ArrayList<>();
    String folder = "migration-plan/" + request.slug() + "/";
    int number = 1;
    for (PlanStep step : steps) {
      String name = "%s%02d_%s".formatted(folder, number++, step.name());
      if (!step.sql().isEmpty()) {
        artifacts.add(
            new Artifact(
                name + "/migration.sql",
                "-- %s: step '%s'. Application: %s.%n%s"
                    .formatted(
                        request.slug(),
                        step.name(),
                        step.application(),
                        step.sql().endsWith("\n") ? step.sql() : step.sql() + "\n"),
                "step '%s' of the plan; copy it into prisma/migrations when its gate is open"
                    .formatted(step.name())));
      }
      if (!step.gate().isEmpty()) {
        artifacts.add(
            new Artifact(
                name + "/gate.sql",
                "-- Must answer 0 before step '%s' runs.\n%s\n".formatted(step.name(), step.gate()),
                "the count that must be 0 before step '%s'".formatted(step.name())));
      }
    }
    script(request).ifPresent(artifacts::add);
    if (request.kind() == ChangeRequest.Kind.DROP_COLUMN) {
      artifacts.add(
          new Artifact(
              folder + "keep-copy.sql",
              "-- Keeps the values before the column goes; drop the copy when nobody asked for 30 days.\n"
                  + "CREATE TABLE IF NOT EXISTS %s AS TABLE %s;\n"
                      .formatted(
                          ChangeRequest.quoted(request.slug() + "_before_drop"),
                          request.tableSql()),
              "a copy of the table as it was, to restore the column from"));
    }
    Tried tried = Tried.run(scratch, context, reviewer, request, steps);
    List<Delivered> delivered = verification.verify(artifacts).stream().map(tried::onto).toList();
    Recommendation recommendation = PlanAdvice.of(request, steps, artifacts);
    StringBuilder text = new StringBuilder(ResultText.markdown(recommendation, delivered));
    artifacts.forEach(a ->
        text.append("\n`")
            .append(a.path())
            .append("`\n```")
            .append(a.path().endsWith(".sh") ? "bash" : "sql")
            .append('\n')
            .append(a.content())
            .append("```\n"));
    text.append(tried.text());
    return ToolResult.Done.delivery(text.toString(), delivered, List.of(recommendation));
  }

  private java.util.Optional<Artifact> script(ChangeRequest r) {
    return Backfill.of(r)
        .map(backfill ->
            new Artifact(
                "migration-plan/" + r.slug() + "/backfill.sh",
                Template.fill(content.text(BACKFILL), backfill.values(r)),
                "fills the rows in batches and counts them before it says the gate is open"));
  }
}
