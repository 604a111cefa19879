package dev.deployarchitect.agent;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deployarchitect.agent.spending.Usage;

/** Events as they are stored and sent: a type and an object. */
public final class EventJson {
  private EventJson() {}

  /** The event's name on the wire. */
  public static String type(AgentEvent event) {
    return switch (event) {
      case AgentEvent.RunStarted e -> "run_started";
      case AgentEvent.StepStarted e -> "step_started";
      case AgentEvent.StepRestarted e -> "step_restarted";
      case AgentEvent.StepFinished e -> "step_finished";
      case AgentEvent.ModelRetried e -> "model_retried";
      case AgentEvent.TextDelta e -> "text_delta";
      case AgentEvent.ToolStarted e -> "tool_started";
      case AgentEvent.ToolProgressed e -> "tool_progressed";
      case AgentEvent.ApprovalRequested e -> "approval_requested";
      case AgentEvent.ApprovalDecided e -> "approval_decided";
      case AgentEvent.ToolFinished e -> "tool_finished";
      case AgentEvent.ModelTold e -> "model_told";
      case AgentEvent.DraftChanged e -> "draft_changed";
      case AgentEvent.DraftVerified e -> "draft_verified";
      case AgentEvent.UsageReported e -> "usage";
      case AgentEvent.NumbersUnsourced e -> "numbers_unsourced";
      case AgentEvent.LimitReached e -> "limit_reached";
      case AgentEvent.RunFinished e -> "run_finished";
      case AgentEvent.RunCancelled e -> "run_cancelled";
      case AgentEvent.RunFailed e -> "run_failed";
    };
  }

  /** Tokens, and dollars where the price list has the model. */
  public static ObjectNode of(Usage usage) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("sent", usage.sent()).put("cached", usage.cached());
    node.put("received", usage.received());
    if (usage.isPriced()) {
      node.put("dollars", usage.dollars());
    }
    return node;
  }

  public static ObjectNode of(AgentEvent event) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    switch (event) {
      case AgentEvent.RunStarted(var run, var workspace, var model, var question) ->
          node.put("run", run)
              .put("workspace", workspace)
              .put("model", model)
              .put("question", question);
      case AgentEvent.StepStarted(int step) -> node.put("step", step);
      case AgentEvent.StepRestarted(int step, String why) -> node.put("step", step).put("why", why);
      case AgentEvent.StepFinished(int step) -> node.put("step", step);
      case AgentEvent.ModelRetried(String why, long millis) ->
          node.put("why", why).put("millis", millis);
      case AgentEvent.TextDelta(String text) -> node.put("text", text);
      case AgentEvent.ToolStarted(var call, var tool, var arguments) -> {
        node.put("call", call).put("tool", tool);
        node.set("arguments", arguments);
      }
      case AgentEvent.ToolProgressed(String call, String message) ->
          node.put("call", call).put("message", message);
      case AgentEvent.ApprovalRequested(var approval, var call, var tool, var action, var detail) ->
          node.put("approval", approval)
              .put("call", call)
              .put("tool", tool)
              .put("action", action)
              .put("detail", detail);
      case AgentEvent.ApprovalDecided(var approval, var call, boolean approved, var reason) ->
          node.put("approval", approval)
              .put("call", call)
              .put("approved", approved)
              .put("reason", reason);
      case AgentEvent.ToolFinished(var call, var tool, var result, long millis) -> {
        node.put("call", call).put("tool", tool).put("millis", millis);
        node.set("result", result);
      }
      case AgentEvent.ModelTold(String about, String text) ->
          node.put("about", about).put("text", text);
      case AgentEvent.DraftChanged(var call, var change, var patch) ->
          DraftJson.changed(node.put("call", call), change, patch);
      case AgentEvent.DraftVerified(var draft, var files) -> DraftJson.verified(node, draft, files);
      case AgentEvent.UsageReported(Usage usage) -> node.setAll(of(usage));
      case AgentEvent.NumbersUnsourced(var numbers) -> {
        ArrayNode array = node.putArray("numbers");
        numbers.forEach(array::add);
      }
      case AgentEvent.LimitReached(String limit, String sentence) ->
          node.put("limit", limit).put("sentence", sentence);
      case AgentEvent.RunFinished(String answer) -> node.put("answer", answer);
      case AgentEvent.RunCancelled() -> {}
      case AgentEvent.RunFailed(String sentence) -> node.put("sentence", sentence);
    }
    return node;
  }
}
