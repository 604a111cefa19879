package dev.deployarchitect.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.deployarchitect.agent.model.Message;
import dev.deployarchitect.agent.model.ToolCall;
import dev.deployarchitect.tool.ToolResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The messages of one step, put together again from its events. */
public final class StoredStep {
  private final StringBuilder text = new StringBuilder();
  private final Map<String, ToolCall> calls = new LinkedHashMap<>();
  private final Map<String, JsonNode> results = new LinkedHashMap<>();
  private final List<String> notes = new ArrayList<>();

  /** An event by its name on the wire and its object; those that say nothing here are left out. */
  public void add(String type, JsonNode data) {
    String id = data.path("call").asText();
    switch (type) {
      case "text_delta" -> text.append(data.path("text").asText());
      case "tool_started" ->
          calls.put(
              id, new ToolCall(id, data.path("tool").asText(), data.path("arguments").toString()));
      case "tool_finished" -> results.put(id, data.path("result"));
      case "model_told" -> notes.add(data.path("text").asText());
      default -> {}
    }
  }

  /** What the model said and what its calls came to; calls without a result are left out. */
  public List<Message> messages() {
    List<ToolCall> answered =
        calls.values().stream().filter(call -> results.containsKey(call.id())).toList();
    List<Message> messages = new ArrayList<>();
    if (!text.isEmpty() || !answered.isEmpty()) {
      messages.add(new Message.Assistant(text.toString(), answered));
    }
    for (ToolCall call : answered) {
      ToolResult result = result(results.get(call.id()));
      messages.add(new Message.ToolAnswer(call, result, Fence.of(call.tool(), result.text())));
    }
    notes.forEach(note -> messages.add(new Message.Note(note)));
    return messages;
  }

  /** The results as clients read them. */
  public List<String> results() {
    return results.values().stream().map(JsonNode::toString).toList();
  }

  private static ToolResult result(JsonNode json) {
    String said = json.path("text").asText();
    return switch (json.path("status").asText()) {
      case "nothing_found" -> new ToolResult.NothingFound(said);
      case "retry" -> new ToolResult.Retry(said);
      case "refused" -> new ToolResult.Refused(said);
      case "failed" -> new ToolResult.Failed(said);
      default -> ToolResult.Done.text(said);
    };
  }
}
