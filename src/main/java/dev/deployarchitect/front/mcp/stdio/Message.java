package dev.deployarchitect.front.mcp.stdio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** A JSON-RPC 2.0 message as it came, or what is wrong with it. */
sealed interface Message {
  int PARSE_ERROR = -32700;
  int INVALID_REQUEST = -32600;
  int INVALID_PARAMS = -32602;

  ObjectMapper MAPPER =
      JsonMapper.builder()
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** A request that wants an answer. */
  record Request(JsonNode id, String method, ObjectNode json) implements Message {}

  record Notification(String method, ObjectNode json) implements Message {}

  /** The other side's answer to a request of ours. */
  record Response(ObjectNode json) implements Message {}

  /** Several in one line: revisions up to 2025-03-26 (JSON-RPC 2.0, section 6). */
  record Batch(List<Message> messages) implements Message {}

  /**
   * No message.
   *
   * @param id of the request where it can be told, else JSON's null
   */
  record Bad(int code, String why, JsonNode id) implements Message {
    static Bad of(int code, String why) {
      return new Bad(code, why, JsonNodeFactory.instance.nullNode());
    }
  }

  /** Reads a line; never throws. */
  static Message read(String line) {
    JsonNode json;
    try {
      json = MAPPER.readTree(line);
    } catch (JsonProcessingException e) {
      String place = e.getLocation() == null ? "" : " at column " + e.getLocation().getColumnNr();
      return Bad.of(PARSE_ERROR, "The line is no JSON" + place + ".");
    }
    if (json.isArray() && !json.isEmpty()) {
      List<Message> messages = new ArrayList<>();
      json.forEach(each -> messages.add(one(each)));
      return new Batch(List.copyOf(messages));
    }
    return one(json);
  }

  private static Message one(JsonNode json) {
    if (!(json instanceof ObjectNode object)) {
      return Bad.of(INVALID_REQUEST, "A message is a JSON object.");
    }
    if (!object.has("method") && (object.has("result") || object.has("error"))) {
      // Nothing is said against an answer: two sides could go on with that for ever.
      return new Response(object);
    }
    JsonNode given = object.path("id");
    boolean usable = given.isTextual() || given.isIntegralNumber();
    JsonNode id = usable ? given : JsonNodeFactory.instance.nullNode();
    if (!object.path("jsonrpc").asText().equals("2.0")) {
      return new Bad(INVALID_REQUEST, "A message has \"jsonrpc\": \"2.0\".", id);
    }
    if (object.has("id") && !usable) {
      return new Bad(INVALID_REQUEST, "An id is a string or a whole number.", id);
    }
    if (!object.path("method").isTextual()) {
      return new Bad(
          INVALID_REQUEST, "A message has a method (a string), a result or an error.", id);
    }
    if (object.has("params") && !object.path("params").isObject()) {
      return new Bad(INVALID_PARAMS, "MCP's params are an object.", id);
    }
    String method = object.path("method").asText();
    return object.has("id") ? new Request(id, method, object) : new Notification(method, object);
  }
}
