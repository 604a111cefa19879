package dev.deployarchitect.front.mcp;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deployarchitect.agent.AgentEvent;
import dev.deployarchitect.agent.Aside;
import dev.deployarchitect.agent.Cancel;
import dev.deployarchitect.delivery.Bundle;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.List;

/** The whole agent as one MCP tool, with progress while it works. */
final class AskArchitect {
  static final String NAME = "ask_architect";

  private final Asking asking;

  AskArchitect(Asking asking) {
    this.asking = asking;
  }

  static ObjectNode schema() {
    ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
    schema
        .putObject("properties")
        .putObject("question")
        .put("type", "string")
        .put("description", "The question, in words");
    schema.putArray("required").add("question");
    schema.put("additionalProperties", false);
    return schema;
  }

  ToolResult ask(
      ObjectNode arguments,
      ToolContext context,
      McpSyncServerExchange exchange,
      McpSchema.CallToolRequest request,
      Calls.Id call,
      Cancel cancel) {
    String question = arguments.path("question").asText("").strip();
    if (question.isEmpty()) {
      return new ToolResult.Retry("Give a question.");
    }
    Object token = request.meta() == null ? null : request.meta().get("progressToken");
    Collected collected = new Collected();
    asking.ask(
        call.caller(),
        new Aside(question, List.of(), context, new Elicitation(exchange)),
        event -> {
          collected.add(event);
          String said =
              switch (event) {
                case AgentEvent.ToolStarted started -> "running " + started.tool();
                case AgentEvent.ToolProgressed(var tool, String message) -> message;
                case AgentEvent.ModelRetried(String why, long millis) -> why + " Asking again.";
                default -> "";
              };
          if (token != null && !said.isEmpty()) {
            exchange.progressNotification(
                McpSchema.ProgressNotification.builder(token, collected.progress())
                    .message(said)
                    .build());
          }
        },
        cancel);
    return collected.result();
  }

  /** The answer, and the draft as a patch. */
  private static final class Collected {
    private String patch = "";
    private String answer = "";
    private String failure = "";
    private String unsourced = "";
    private double steps;

    synchronized void add(AgentEvent event) {
      switch (event) {
        case AgentEvent.DraftVerified verified -> {
          patch =
              Bundle.patch(
                  verified.draft().files().values().stream()
                      .map(f -> new Bundle.Difference(f.path(), f.base(), f.after()))
                      .toList());
        }
        case AgentEvent.RunFinished(String text) -> answer = text;
        case AgentEvent.RunFailed(String sentence) -> failure = sentence;
        case AgentEvent.NumbersUnsourced(List<String> numbers) ->
            unsourced = "\nNumbers without a source in this run: " + String.join(", ", numbers);
        default -> {}
      }
    }

    synchronized double progress() {
      return ++steps;
    }

    synchronized ToolResult result() {
      return failure.isEmpty()
          ? ToolResult.Done.text(
              answer
                  + unsourced
                  + (patch.isEmpty()
                      ? ""
                      : "\n\nThe changes, for git apply:\n\n```diff\n" + patch + "```\n"))
          : new ToolResult.Failed(failure);
    }
  }
}
