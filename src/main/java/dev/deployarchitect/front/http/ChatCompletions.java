package dev.deployarchitect.front.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deployarchitect.agent.AgentEvent;
import dev.deployarchitect.agent.Aside;
import dev.deployarchitect.agent.Cancel;
import dev.deployarchitect.agent.model.Message;
import dev.deployarchitect.agent.run.Runs;
import dev.deployarchitect.agent.spending.Usage;
import dev.deployarchitect.tool.OpenWorkspaces;
import dev.deployarchitect.tool.ToolContext;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** OpenAI's chat completions: the whole agent as a model, one for each workspace. */
final class ChatCompletions {
  static final String MODEL = "devops-deployment-architect";

  private final Runs runs;
  private final OpenWorkspaces workspaces;
  private final Rate rate;

  ChatCompletions(Runs runs, OpenWorkspaces workspaces, Rate rate) {
    this.runs = runs;
    this.workspaces = workspaces;
    this.rate = rate;
  }

  void add(RoutesConfig routes) {
    routes.get("/v1/models", this::models);
    routes.post("/v1/chat/completions", this::complete);
  }

  private void models(Context ctx) {
    ObjectNode list = JsonNodeFactory.instance.objectNode().put("object", "list");
    var data = list.putArray("data");
    data.addObject().put("id", MODEL).put("object", "model").put("owned_by", "deployarchitect");
    for (String name : workspaces.names()) {
      data.addObject()
          .put("id", MODEL + "/" + name)
          .put("object", "model")
          .put("owned_by", "deployarchitect");
    }
    ctx.json(list);
  }

  private void complete(Context ctx) throws IOException {
    if (!rate.admits(ctx)) {
      error(ctx, 429, Rate.SENTENCE);
      return;
    }
    JsonNode body = Body.object(ctx);
    String model = body.path("model").asText(MODEL);
    String name =
        model.startsWith(MODEL + "/") ? model.substring(MODEL.length() + 1) : workspaces.first();
    Optional<ToolContext> context = workspaces.context(name);
    List<Message> messages = messages(body.path("messages"));
    boolean asked = !messages.isEmpty() && messages.getLast() instanceof Message.User;
    if (!asked || context.isEmpty()) {
      error(
          ctx,
          asked ? 404 : 400,
          asked ? "there is no workspace " + name : "the last message must be the user's");
      return;
    }
    String question = ((Message.User) messages.removeLast()).text();
    // Whoever asked for no workspace learns which one answers.
    Reply reply =
        new Reply(
            MODEL + "/" + name, body.path("stream_options").path("include_usage").asBoolean());
    Aside aside = new Aside(question, messages, context.get());
    if (body.path("stream").asBoolean()) {
      stream(ctx, reply, aside);
    } else {
      Cancel cancel = new Cancel();
      try (Hangup _ = Hangup.watch(ctx.req(), cancel::cancel)) {
        runs.answer(Caller.of(ctx), aside, reply::collect, cancel);
      }
      if (cancel.isCancelled()) {
        // Nobody reads this.
        error(ctx, 499, "the client has gone");
      } else if (reply.failure != null) {
        error(ctx, 502, reply.failure);
      } else {
        ctx.json(reply.whole());
      }
    }
  }

  /** A closed connection cancels: without an id nobody can come back for the rest. */
  private void stream(Context ctx, Reply reply, Aside aside) throws IOException {
    SseWriter writer = new SseWriter(ctx);
    Cancel cancel = new Cancel();
    writer.data(reply.chunk("role", "assistant", null).toString());
    try (Hangup _ = Hangup.watch(ctx.req(), cancel::cancel)) {
      answer(ctx, reply, aside, writer, cancel);
    }
    if (cancel.isCancelled() && reply.failure == null) {
      return;
    }
    try {
      if (reply.failure != null) {
        writer.data(errorJson(reply.failure).toString());
      } else {
        writer.data(reply.chunk("", "", "stop").toString());
        if (reply.includeUsage) {
          writer.data(reply.usageChunk().toString());
        }
      }
      writer.data("[DONE]");
    } catch (UncheckedIOException e) {
      cancel.cancel();
    }
  }

  private void answer(Context ctx, Reply reply, Aside aside, SseWriter writer, Cancel cancel) {
    runs.answer(
        Caller.of(ctx),
        aside,
        event -> {
          reply.collect(event);
          try {
            if (event instanceof AgentEvent.TextDelta(String text)) {
              writer.data(reply.chunk("content", text, null).toString());
            } else if (event instanceof AgentEvent.StepRestarted(int step, String why)) {
              // This protocol cannot take back what was sent.
              reply.failure = why;
              cancel.cancel();
            } else if (event instanceof AgentEvent.ToolStarted
                || event instanceof AgentEvent.ToolProgressed
                || event instanceof AgentEvent.ToolFinished
                || event instanceof AgentEvent.ModelRetried) {
              writer.heartbeat();
            }
          } catch (IOException e) {
            cancel.cancel();
          }
        },
        cancel);
  }

  private static List<Message> messages(JsonNode given) {
    List<Message> messages = new ArrayList<>();
    for (JsonNode message : given) {
      String text = text(message.path("content"));
      switch (message.path("role").asText()) {
        case "user" -> messages.add(new Message.User(text));
        case "assistant" -> messages.add(new Message.Assistant(text, List.of()));
        default -> {
          // A client's system prompt does not replace ours.
        }
      }
    }
    return messages;
  }

  private static String text(JsonNode content) {
    if (content.isTextual()) {
      return content.asText();
    }
    StringBuilder text = new StringBuilder();
    content.forEach(part -> text.append(part.path("text").asText("")));
    return text.toString();
  }

  private static void error(Context ctx, int status, String message) {
    ctx.status(status).json(errorJson(message));
  }

  private static ObjectNode errorJson(String message) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.putObject("error")
        .put("message", message)
        .put("type", "invalid_request_error")
        .putNull("param")
        .putNull("code");
    return root;
  }

  /** One reply as it grows. */
  private static final class Reply {
    private final String id = "chatcmpl-" + UUID.randomUUID();
    private final long created = System.currentTimeMillis() / 1000;
    private final String model;
    private final boolean includeUsage;
    private String answer = "";
    private String failure;
    private Usage usage = Usage.NONE;

    Reply(String model, boolean includeUsage) {
      this.model = model;
      this.includeUsage = includeUsage;
    }

    synchronized void collect(AgentEvent event) {
      switch (event) {
        case AgentEvent.RunFinished(String text) -> answer = text;
        case AgentEvent.RunFailed(String sentence) -> failure = sentence;
        case AgentEvent.UsageReported(Usage one) -> usage = usage.plus(one);
        default -> {}
      }
    }

    private ObjectNode head(String object) {
      return JsonNodeFactory.instance
          .objectNode()
          .put("id", id)
          .put("object", object)
          .put("created", created)
          .put("model", model);
    }

    ObjectNode chunk(String key, String value, String finish) {
      ObjectNode chunk = head("chat.completion.chunk");
      ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
      ObjectNode delta = choice.putObject("delta");
      if (!key.isEmpty()) {
        delta.put(key, value);
      }
      choice.put("finish_reason", finish);
      return chunk;
    }

    ObjectNode usageChunk() {
      ObjectNode chunk = head("chat.completion.chunk");
      chunk.putArray("choices");
      chunk.set("usage", usage());
      return chunk;
    }

    private ObjectNode usage() {
      return JsonNodeFactory.instance
          .objectNode()
          .put("prompt_tokens", usage.sent())
          .put("completion_tokens", usage.received())
          .put("total_tokens", usage.tokens())
          .set(
              "prompt_tokens_details",
              JsonNodeFactory.instance.objectNode().put("cached_tokens", usage.cached()));
    }

    ObjectNode whole() {
      ObjectNode node = head("chat.completion");
      ObjectNode choice = node.putArray("choices").addObject().put("index", 0);
      choice.putObject("message").put("role", "assistant").put("content", answer);
      choice.put("finish_reason", "stop");
      node.set("usage", usage());
      return node;
    }
  }
}
