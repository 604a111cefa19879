package dev.deployarchitect.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.deployarchitect.delivery.Delivered;
import dev.deployarchitect.finding.Finding;
import dev.deployarchitect.workspace.Secrets;
import java.util.List;
import java.util.stream.Collectors;

/** Replaces secrets in everything that is text of the repository. */
public final class Scrub {
  private Scrub() {}

  static ToolResult result(ToolResult result, Secrets secrets) {
    return switch (result) {
      case ToolResult.Done done -> done(done, secrets);
      case ToolResult.NothingFound(String text) ->
          new ToolResult.NothingFound(secrets.replace(text));
      case ToolResult.Retry(String text) -> new ToolResult.Retry(secrets.replace(text));
      case ToolResult.Refused(String text) -> new ToolResult.Refused(secrets.replace(text));
      case ToolResult.Failed(String text) -> new ToolResult.Failed(secrets.replace(text));
    };
  }

  /** A file must stay the bytes that were checked, so one that holds a secret is not passed on. */
  private static ToolResult done(ToolResult.Done done, Secrets secrets) {
    List<Delivered> clean =
        done.files().stream()
            .filter(f -> secrets.replace(f.artifact().content()).equals(f.artifact().content()))
            .toList();
    String left =
        done.files().stream()
            .filter(f -> !clean.contains(f))
            .map(f ->
                "\n%s is left out: it holds a secret. Take that out first."
                    .formatted(f.artifact().path()))
            .collect(Collectors.joining());
    return new ToolResult.Done(
        secrets.replace(done.text()) + left,
        (ObjectNode) json(done.data(), secrets),
        done.findings().stream().map(f -> finding(f, secrets)).toList(),
        clean,
        done.recommendations());
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
