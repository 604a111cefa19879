package dev.deployarchitect.agent.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.TreeMap;

/**
 * A request in three parts that drift apart: the frame (system prompt, tools, parameters), the
 * conversation (what was said and called), and the tool results, which a replay computes afresh.
 */
public record CanonicalRequest(ObjectNode frame, ArrayNode conversation, ArrayNode toolResults) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /**
   * Takes a body apart.
   *
   * @throws IllegalArgumentException when it is no JSON object
   */
  public static CanonicalRequest of(String body) {
    JsonNode root;
    try {
      root = sorted(MAPPER.readTree(body));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a request that is no JSON", e);
    }
    if (!(root instanceof ObjectNode object)) {
      throw new IllegalArgumentException("a request that is no JSON object");
    }
    ArrayNode system = JsonNodeFactory.instance.arrayNode();
    ArrayNode conversation = JsonNodeFactory.instance.arrayNode();
    ArrayNode results = JsonNodeFactory.instance.arrayNode();
    for (JsonNode message : object.path("messages")) {
      switch (message.path("role").asText()) {
        case "system" -> system.add(message);
        case "tool" -> results.add(message);
        default -> conversation.add(message);
      }
    }
    ObjectNode frame = object.deepCopy();
    frame.set("messages", system);
    return new CanonicalRequest(frame, conversation, results);
  }

  /** Objects with their keys in order, so that equal requests are equal texts. */
  static JsonNode sorted(JsonNode node) {
    return switch (node) {
      case ObjectNode object -> {
        TreeMap<String, JsonNode> fields = new TreeMap<>();
        object
            .properties()
            .forEach(e ->
                fields.put(
                    e.getKey(),
                    e.getKey().equals("arguments")
                        ? arguments(e.getValue())
                        : sorted(e.getValue())));
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        fields.forEach(out::set);
        yield out;
      }
      case ArrayNode array -> {
        ArrayNode out = JsonNodeFactory.instance.arrayNode();
        array.forEach(item -> out.add(sorted(item)));
        yield out;
      }
      default -> node;
    };
  }

  /** Of a call, which are JSON in a text: blanks between them are no difference. */
  private static JsonNode arguments(JsonNode node) {
    try {
      return node.isTextual()
          ? TextNode.valueOf(sorted(MAPPER.readTree(node.asText())).toString())
          : sorted(node);
    } catch (JsonProcessingException e) {
      return node;
    }
  }
}
