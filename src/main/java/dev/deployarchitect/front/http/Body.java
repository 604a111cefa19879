package dev.deployarchitect.front.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;

/** Request bodies. */
final class Body {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Body() {}

  /** The body as an object; an empty body is an empty one. */
  static JsonNode object(Context ctx) {
    String text = ctx.body();
    try {
      JsonNode node = MAPPER.readTree(text.isBlank() ? "{}" : text);
      if (node.isObject()) {
        return node;
      }
    } catch (JsonProcessingException e) {
      // Answered below.
    }
    throw new Problem(400, "No JSON object", "The body must be one JSON object.");
  }
}
