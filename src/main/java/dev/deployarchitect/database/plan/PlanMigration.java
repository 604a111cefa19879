package dev.deployarchitect.database.plan;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.database.engine.PostgresOnly;
import dev.deployarchitect.database.migration.MigrationReviewer;
import dev.deployarchitect.database.trial.Stage;
import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Delivered;
import dev.deployarchitect.delivery.Recommendation;
import dev.deployarchitect.delivery.Verification;
import dev.deployarchitect.interrupt.Places;
import dev.deployarchitect.scratch.Scratch;
import dev.deployarchitect.tool.Tool;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Writes an expand-contract plan as files. */
public final class PlanMigration {
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
    return Tool.delivering("plan_migration", "database", PlanInput.class, this::call);
  }

  private ToolResult call(PlanInput input, ToolContext context) {
    return input
        .fault()
        .<ToolResult>map(ToolResult.Retry::new)
        .orElseGet(() ->
            new PostgresOnly(content, "plan_migration")
                .answer(
                    input.database(),
                    true,
                    context,
                    () -> Places.away(() -> deliver(input.request(), context))));
  }

  private ToolResult deliver(ChangeRequest request, ToolContext context) {
    try (Stage stage = Stage.open(scratch, context, reviewer, PlanTrial.ROWS)) {
      Optional<String> fault = Premises.fault(stage, request);
      if (fault.isPresent()) {
        return new ToolResult.Retry(fault.get());
      }
      Plan plan = Plans.of(stage, request);
      boolean retyped = request.kind() == ChangeRequest.Kind.CHANGE_TYPE;
      stage.fill(request.table(), request.column(), retyped ? request.type() : "");
      Tried tried = Tried.run(stage, plan, context);
      return tried.failed()
          ? new ToolResult.Failed(
              "The plan for \"%s\".\"%s\" failed when it was carried out, so it is not delivered.%n%s"
                  .formatted(request.table(), request.column(), tried.text()))
          : delivered(plan, tried);
    } catch (IOException | SQLException e) {
      return unseen(request, String.valueOf(e.getMessage()));
    }
  }

  private ToolResult unseen(ChangeRequest request, String why) {
    boolean needs =
        request.kind() == ChangeRequest.Kind.CHANGE_TYPE
            || (request.kind() == ChangeRequest.Kind.RENAME_COLUMN && request.type().isEmpty());
    return needs
        ? new ToolResult.Retry(
            "\"%s\".\"%s\" cannot be read here (%s), and this plan must keep its type, NULL, default, indexes and constraints: add the migrations that make the table, or its schema (pg_dump --schema-only) as the first migration."
                .formatted(request.table(), request.column(), why))
        : delivered(
            Plans.unseen(request),
            new Tried.NotRun(why + "; what the column is was not checked either"));
  }

  private ToolResult delivered(Plan plan, Tried tried) {
    List<Artifact> artifacts = PlanFiles.of(plan, content);
    List<Delivered> delivered = verification.verify(artifacts).stream().map(tried::onto).toList();
    Recommendation recommendation = PlanAdvice.of(plan.request(), plan.steps(), artifacts);
    return ToolResult.Done.delivery(tried.text(), delivered, List.of(recommendation));
  }
}
