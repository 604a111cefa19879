package dev.deployarchitect.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.deployarchitect.finding.Finding;
import dev.deployarchitect.workspace.Secrets;

/** Replaces secrets in everything that is text of the repository. */
public final class Scrub {
  private Scrub() {}

  static ToolResult result(ToolResult result, Secrets secrets) {
    return switch (result) {
      case ToolResult.Done done ->
          new ToolResult.Done(
              secrets.replace(done.text()),
              (ObjectNode) json(done.data(), secrets),
              done.findings().stream().map(f -> finding(f, secrets)).toList(),
              done.files(),
              done.recommendations());
      case ToolResult.NothingFound(String text) ->
          new ToolResult.NothingFound(secrets.replace(text));
      case ToolResult.Retry(String text) -> new ToolResult.Retry(secrets.replace(text));
      case ToolResult.Refused(String text) -> new ToolResult.Refused(secrets.replace(text));
      case ToolResult.Failed(String text) -> new ToolResult.Failed(secrets.replace(text));
    };
  }

  private static Finding finding(Finding f, Secrets secrets) {
    return new Finding(f.rule(), f.span(), secrets.replace(f.message()), f.fixes());
  }

  public static JsonNode json(JsonNode node, Secrets secrets) {
    return switch (node) {
      case TextNode text -> TextNode.valueOf(secrets.replace(text.textValue()));
      case ArrayNode array -> {
        ArrayNode out = JsonNodeFactory.instance.arrayNode();
        array.forEach(item -> out.add(json(item, secrets)));
        yield out;
      }
      case ObjectNode object -> {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(e -> out.set(e.getKey(), json(e.getValue(), secrets)));
        yield out;
      }
      default -> node;
    };
  }
}
