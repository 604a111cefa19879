package dev.deployarchitect.agent.model;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A tool as a model is told of it. */
public record ModelTool(String name, String description, ObjectNode schema) {

  /** As OpenAI's chat completions name them (API reference, {@code tools}). */
  static ArrayNode json(List<ModelTool> tools) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    for (ModelTool tool : tools) {
      ObjectNode function = all.addObject().put("type", "function").putObject("function");
      function.put("name", tool.name()).put("description", tool.description());
      ObjectNode parameters = function.putObject("parameters").put("type", "object");
      parameters.set("properties", tool.schema().path("properties"));
      ArrayNode required = parameters.putArray("required");
      tool.schema().path("required").forEach(required::add);
    }
    return all;
  }
}
