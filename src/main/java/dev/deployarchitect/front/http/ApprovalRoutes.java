package dev.deployarchitect.front.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.deployarchitect.agent.run.Journal;
import dev.deployarchitect.agent.run.Standing;
import dev.deployarchitect.tool.Approval;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * A person's yes or no to what a run asked for. A yes carries a secret that only a surface gets
 * which shows the request: a page of this server, or a program without a page. Pages of other
 * origins can embed the widget, and their scripts can do all it can, so that they never get one.
 */
final class ApprovalRoutes {
  private static final int MAX_REASON = 1_000;
  private static final int SECRET_BYTES = 32;
  private static final String PATH = "/v1/runs/{id}/approvals/{approval}";

  private final Journal journal;

  ApprovalRoutes(Journal journal) {
    this.journal = journal;
  }

  void add(RoutesConfig routes) {
    routes.post(PATH + "/show", this::show);
    routes.post(PATH, this::decide);
  }

  private Standing.Event asked(Journal.Run run, Context ctx) {
    return Standing.of(journal, run.id()).events().stream()
        .filter(e -> e.type().equals("approval_requested"))
        .filter(e -> e.data().path("approval").asText().equals(ctx.pathParam("approval")))
        .findFirst()
        .orElseThrow(() -> new Problem(404, "Not found", "The run asked for no such approval."));
  }

  /** What is asked for, whole, and the secret that a yes to it carries. */
  private void show(Context ctx) {
    Journal.Run run = Caller.run(journal, ctx);
    Standing.Event asked = asked(run, ctx);
    if (!Surface.isOwn(ctx.req())) {
      throw new Problem(
          403,
          "Not shown here",
          "Only a page of this server shows what is to be allowed: open its address with #conversation=%s."
              .formatted(run.conversation()));
    }
    byte[] bytes = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(bytes);
    String secret = HexFormat.of().formatHex(bytes);
    journal.show(run.id(), ctx.pathParam("approval"), Keys.hash(secret));
    ctx.json(
        JsonNodeFactory.instance
            .objectNode()
            .put("approval", ctx.pathParam("approval"))
            .put("action", asked.data().path("action").asText())
            .put("detail", asked.data().path("detail").asText())
            .put("secret", secret));
  }

  private void decide(Context ctx) {
    Journal.Run run = Caller.run(journal, ctx);
    String approval = ctx.pathParam("approval");
    asked(run, ctx);
    JsonNode body = Body.object(ctx);
    String reason = body.path("reason").asText("").strip();
    if (!body.path("approve").isBoolean() || reason.length() > MAX_REASON) {
      throw new Problem(
          400,
          "No decision",
          "Send {\"approve\": true, \"secret\": \"…\"} or {\"approve\": false, \"reason\": \"…\"}; a reason has at most %,d characters."
              .formatted(MAX_REASON));
    }
    boolean approves = body.path("approve").asBoolean();
    if (approves
        && !journal.isShown(run.id(), approval, Keys.hash(body.path("secret").asText("")))) {
      throw new Problem(
          403,
          "Not shown",
          "A yes carries the secret that POST …/approvals/%s/show answers, together with what is to be allowed."
              .formatted(approval));
    }
    Approval.Decision decision =
        approves
            ? new Approval.Decision.Approved()
            : new Approval.Decision.Rejected(reason.isEmpty() ? "no reason was given" : reason);
    if (!journal.decide(run.id(), approval, decision, Caller.of(ctx))) {
      throw new Problem(409, "Decided", "This was decided before, or the run has ended.");
    }
    ctx.json(JsonNodeFactory.instance.objectNode().put("approval", approval));
  }
}
