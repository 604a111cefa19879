package dev.deployarchitect.front.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.deployarchitect.agent.run.Journal;
import dev.deployarchitect.agent.run.Standing;
import dev.deployarchitect.tool.Approval;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** A person's yes or no to what a run asked for. */
final class ApprovalRoutes {
  private static final int MAX_REASON = 1_000;

  private final Journal journal;

  ApprovalRoutes(Journal journal) {
    this.journal = journal;
  }

  void add(RoutesConfig routes) {
    routes.post("/v1/runs/{id}/approvals/{approval}", this::decide);
  }

  private void decide(Context ctx) {
    Journal.Run run = Caller.run(journal, ctx);
    String approval = ctx.pathParam("approval");
    boolean asked =
        Standing.of(journal, run.id()).events().stream()
            .anyMatch(e ->
                e.type().equals("approval_requested")
                    && e.data().path("approval").asText().equals(approval));
    if (!asked) {
      throw new Problem(404, "Not found", "The run asked for no such approval.");
    }
    JsonNode body = Body.object(ctx);
    String reason = body.path("reason").asText("").strip();
    if (!body.path("approve").isBoolean() || reason.length() > MAX_REASON) {
      throw new Problem(
          400,
          "No decision",
          "Send {\"approve\": true} or {\"approve\": false, \"reason\": \"…\"}; a reason has at most %,d characters."
              .formatted(MAX_REASON));
    }
    Approval.Decision decision =
        body.path("approve").asBoolean()
            ? new Approval.Decision.Approved()
            : new Approval.Decision.Rejected(reason.isEmpty() ? "no reason was given" : reason);
    if (!journal.decide(run.id(), approval, decision, Caller.of(ctx))) {
      throw new Problem(409, "Decided", "This was decided before, or the run has ended.");
    }
    ctx.json(JsonNodeFactory.instance.objectNode().put("approval", approval));
  }
}
