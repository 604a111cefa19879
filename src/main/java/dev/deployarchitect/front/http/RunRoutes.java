package dev.deployarchitect.front.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deployarchitect.agent.EventJson;
import dev.deployarchitect.agent.run.Claim;
import dev.deployarchitect.agent.run.Follower;
import dev.deployarchitect.agent.run.Journal;
import dev.deployarchitect.agent.run.JournalException;
import dev.deployarchitect.agent.run.NumberedEvent;
import dev.deployarchitect.agent.run.Runs;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Conversations and runs: started, followed, followed again, cancelled. */
final class RunRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(RunRoutes.class);
  private static final long BEAT_MILLIS = 15_000;
  private static final int MAX_QUESTION = 20_000;

  private final Runs runs;
  private final WorkspaceRoutes workspaces;
  private final Rate rate;

  RunRoutes(Runs runs, WorkspaceRoutes workspaces, Rate rate) {
    this.runs = runs;
    this.workspaces = workspaces;
    this.rate = rate;
  }

  void add(RoutesConfig routes) {
    routes.post("/v1/conversations", this::create);
    routes.get("/v1/conversations", this::conversations);
    routes.get("/v1/conversations/{id}", this::conversation);
    routes.post("/v1/conversations/{id}/runs", this::start);
    routes.get("/v1/runs/{id}", ctx -> ctx.json(json(Caller.run(runs.journal(), ctx))));
    routes.get("/v1/runs/{id}/events", this::events);
    routes.post("/v1/runs/{id}/cancel", this::cancel);
  }

  private void create(Context ctx) {
    String asked = Body.object(ctx).path("workspace").asText("");
    List<String> names = workspaces.names(ctx);
    String name = asked.isEmpty() ? names.getFirst() : asked;
    if (!names.contains(name)) {
      throw new Problem(
          400,
          "Unknown workspace",
          "There is no workspace '%s'; there are: %s.".formatted(name, String.join(", ", names)));
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
    runs.journal().conversations(Caller.of(ctx), 50).forEach(c -> all.add(json(c)));
    ctx.json(JsonNodeFactory.instance.objectNode().set("conversations", all));
  }

  private void conversation(Context ctx) {
    Journal.Conversation conversation = Caller.conversation(runs.journal(), ctx);
    ObjectNode node = json(conversation);
    ArrayNode all = node.putArray("runs");
    runs.journal().runs(conversation.id()).forEach(r -> all.add(json(r)));
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
    Optional<String> key = Optional.ofNullable(ctx.header("Idempotency-Key"));
    Journal.Run run =
        switch (runs.start(conversation, question, key)) {
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
      stream(ctx, run.id(), 0);
    } else {
      ctx.status(202).header("Location", "/v1/runs/" + run.id()).json(json(run));
    }
  }

  private void events(Context ctx) throws IOException {
    String last = ctx.header("Last-Event-ID");
    String after = last == null ? ctx.queryParam("after") : last;
    long number;
    try {
      number = after == null ? 0 : Long.parseLong(after.strip());
    } catch (NumberFormatException e) {
      throw new Problem(400, "Bad position", "Last-Event-ID and after take an event's number.");
    }
    stream(ctx, Caller.run(runs.journal(), ctx).id(), number);
  }

  /** A lost connection ends the stream and nothing else: the run goes on. */
  private void stream(Context ctx, String run, long after) throws IOException {
    SseWriter writer = new SseWriter(ctx);
    writer.retry(2_000);
    try {
      runs.follow(
          run,
          after,
          BEAT_MILLIS,
          new Follower() {
            @Override
            public void event(NumberedEvent event) throws InterruptedException {
              send(() -> writer.event(event.number(), event.type(), event.json()));
            }

            @Override
            public void idle() throws InterruptedException {
              send(writer::heartbeat);
            }
          });
    } catch (InterruptedException e) {
      // The client has gone; it may come back with the number of its last event.
    } catch (JournalException e) {
      LOG.warn("a stream of {} ends early: {}", run, e.getMessage());
    }
  }

  private interface Sending {
    void send() throws IOException;
  }

  private static void send(Sending sending) throws InterruptedException {
    try {
      sending.send();
    } catch (IOException e) {
      throw new InterruptedException("the client has gone");
    }
  }

  private void cancel(Context ctx) {
    Journal.Run run = Caller.run(runs.journal(), ctx);
    boolean asked = runs.cancel(run.id());
    ctx.status(asked ? 202 : 200).json(json(run));
  }

  private static ObjectNode json(Journal.Conversation c) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", c.id())
        .put("workspace", c.workspace())
        .put("created", c.created().toString());
  }

  private static ObjectNode json(Journal.Run r) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", r.id())
        .put("conversation", r.conversation())
        .put("question", r.question())
        .put("status", r.status())
        .put("answer", r.answer())
        .set("usage", EventJson.of(r.used()));
  }
}
