package dev.deployarchitect.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deployarchitect.agent.model.ModelTool;
import dev.deployarchitect.agent.model.ToolCall;
import dev.deployarchitect.content.Content;
import dev.deployarchitect.tool.ResultJson;
import dev.deployarchitect.tool.Scrub;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import dev.deployarchitect.tool.Toolbox;
import java.util.List;

/** The toolbox as models call it: arguments and results as texts. Shared by all runs. */
final class ToolRunner {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Toolbox toolbox;
  private final Content content;
  private final List<ModelTool> specifications;

  ToolRunner(Toolbox toolbox, Content content) {
    this.toolbox = toolbox;
    this.content = content;
    this.specifications =
        toolbox.tools().stream()
            .map(t -> new ModelTool(t.name(), t.description(content), t.schema()))
            .toList();
  }

  List<ModelTool> specifications() {
    return specifications;
  }

  ObjectNode json(ToolResult result) {
    return ResultJson.of(result, content);
  }

  /**
   * Arguments as they are stored with their event: without spaces between, so that what later
   * requests are told of this call is the same byte for byte. What is no object stays as it is.
   */
  String plain(String arguments) {
    try {
      return arguments.isBlank()
          ? "{}"
          : MAPPER.readTree(arguments) instanceof ObjectNode object ? object.toString() : arguments;
    } catch (JsonProcessingException e) {
      return arguments;
    }
  }

  /** Whether calls beside it would see other files before it and after. */
  boolean changesFiles(ToolCall call) {
    return toolbox
        .find(call.tool())
        .filter(tool -> tool.writes() || tool.area().equals("edit"))
        .isPresent();
  }

  ToolResult call(ToolCall call, ToolContext context) {
    try {
      String text = call.arguments().isBlank() ? "{}" : call.arguments();
      return toolbox.call(call.tool(), MAPPER.readTree(text), context);
    } catch (JsonProcessingException e) {
      return new ToolResult.Retry(
          "The arguments of %s are no JSON (%s). Call it again with one JSON object."
              .formatted(call.tool(), e.getOriginalMessage().lines().findFirst().orElse("")));
    }
  }

  /** For people and stores: as an object, with secrets replaced; broken JSON as a text. */
  static ObjectNode arguments(ToolCall call, ToolContext context) {
    try {
      JsonNode node = MAPPER.readTree(call.arguments().isBlank() ? "{}" : call.arguments());
      if (Scrub.json(node, context.secrets()) instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException e) {
      // Shown as it was written.
    }
    return JsonNodeFactory.instance
        .objectNode()
        .put("text", context.secrets().replace(call.arguments()));
  }
}
