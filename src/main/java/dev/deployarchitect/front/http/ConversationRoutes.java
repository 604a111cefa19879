package dev.deployarchitect.front.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deployarchitect.agent.run.Claim;
import dev.deployarchitect.agent.run.Journal;
import dev.deployarchitect.agent.run.Runs;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Conversations: begun, listed, asked in, taken away. */
final class ConversationRoutes {
  private static final int MAX_QUESTION = 20_000;
  private static final int MOST = 50;

  private final Runs runs;
  private final RunRoutes one;
  private final WorkspaceRoutes workspaces;
  private final Rate rate;

  ConversationRoutes(Runs runs, RunRoutes one, WorkspaceRoutes workspaces, Rate rate) {
    this.runs = runs;
    this.one = one;
    this.workspaces = workspaces;
    this.rate = rate;
  }

  void add(RoutesConfig routes) {
    routes.post("/v1/conversations", this::create);
    routes.get("/v1/conversations", this::conversations);
    routes.get("/v1/conversations/{id}", this::conversation);
    routes.delete("/v1/conversations/{id}", this::forget);
    routes.post("/v1/conversations/{id}/runs", this::start);
  }

  private void create(Context ctx) {
    String asked = Body.object(ctx).path("workspace").asText("");
    String name = asked.isEmpty() ? workspaces.first() : asked;
    if (!workspaces.has(ctx, name)) {
      throw new Problem(
          400,
          "Unknown workspace",
          "There is no workspace '%s'; there are: %s."
              .formatted(name, String.join(", ", workspaces.names(ctx))));
    }
    Journal.Conversation conversation =
        new Journal.Conversation(
            "conv_" + UUID.randomUUID().toString().replace("-", ""),
            name,
            Caller.of(ctx),
            Instant.now());
    runs.journal().create(conversation);
    ctx.status(201).json(json(conversation));
  }

  private void conversations(Context ctx) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    runs.journal().conversations(Caller.of(ctx), MOST).forEach(c -> all.add(json(c)));
    ctx.json(JsonNodeFactory.instance.objectNode().set("conversations", all));
  }

  private void conversation(Context ctx) {
    Journal.Conversation conversation = Caller.conversation(runs.journal(), ctx);
    ObjectNode node = json(conversation);
    ArrayNode all = node.putArray("runs");
    runs.journal().runs(conversation.id()).forEach(r -> all.add(RunRoutes.json(r)));
    ctx.json(node);
  }

  private void start(Context ctx) throws IOException {
    if (!runs.isOpen()) {
      ctx.header("Retry-After", "2");
      throw new Problem(503, "Ending", "This server is about to end; ask another, or ask again.");
    }
    Journal.Conversation conversation = Caller.conversation(runs.journal(), ctx);
    if (!rate.admits(ctx)) {
      throw new Problem(429, "Too many runs", Rate.SENTENCE);
    }
    JsonNode body = Body.object(ctx);
    String question = body.path("question").asText("").strip();
    if (question.isEmpty() || question.length() > MAX_QUESTION) {
      throw new Problem(
          400,
          "No question",
          "Send {\"question\": \"…\"} of 1 to %,d characters.".formatted(MAX_QUESTION));
    }
    Optional<String> insteadOf =
        Optional.of(body.path("instead_of").asText("")).filter(id -> !id.isEmpty());
    if (insteadOf.isPresent() && !isOf(conversation, insteadOf.get())) {
      throw new Problem(400, "Unknown run", "instead_of names no run of this conversation.");
    }
    Optional<String> key = Optional.ofNullable(ctx.header("Idempotency-Key"));
    Journal.Run run =
        switch (runs.start(conversation, question, key, insteadOf)) {
          case Journal.Started.Fresh(Journal.Run fresh, Claim claim) -> fresh;
          case Journal.Started.Known(Journal.Run known) -> known;
          case Journal.Started.Busy(Journal.Run busy) ->
              throw new Problem(
                  409,
                  "Busy",
                  "Run %s of this conversation is under way; wait for it or cancel it."
                      .formatted(busy.id()));
        };
    String accept = ctx.header("Accept");
    if (accept != null && accept.contains("text/event-stream")) {
      one.stream(ctx, run.id(), 0);
    } else {
      ctx.status(202).header("Location", "/v1/runs/" + run.id()).json(RunRoutes.json(run));
    }
  }

  private boolean isOf(Journal.Conversation conversation, String run) {
    return runs.journal()
        .run(run)
        .filter(known -> known.conversation().equals(conversation.id()))
        .isPresent();
  }

  private void forget(Context ctx) {
    Journal.Conversation conversation = Caller.conversation(runs.journal(), ctx);
    if (!runs.journal().forget(conversation.id())) {
      throw new Problem(409, "Busy", "A run of this conversation is under way; cancel it first.");
    }
    ctx.status(204);
  }

  private static ObjectNode json(Journal.Conversation c) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", c.id())
        .put("workspace", c.workspace())
        .put("created", c.created().toString());
  }

  private static ObjectNode json(Journal.Listed listed) {
    return json(listed.conversation())
        .put("title", listed.title())
        .put("touched", listed.touched().toString());
  }
}
