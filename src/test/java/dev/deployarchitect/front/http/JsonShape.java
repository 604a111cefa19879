package dev.deployarchitect.front.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Holds JSON against the part of JSON Schema that our description uses. */
record JsonShape(JsonNode description) {

  /** What does not fit, each with its place; empty where all does. */
  List<String> differences(JsonNode schema, JsonNode value) {
    List<String> found = new ArrayList<>();
    compare("", schema, value, found);
    return found;
  }

  private void compare(String at, JsonNode schema, JsonNode value, List<String> found) {
    if (schema.has("$ref")) {
      String pointer = schema.path("$ref").asText().substring(1);
      compare(at, description.at(pointer), value, found);
      return;
    }
    schema.path("allOf").forEach(part -> compare(at, part, value, found));
    boolean fits =
        switch (schema.path("type").asText()) {
          case "string" -> value.isTextual();
          case "integer" -> value.isIntegralNumber();
          case "number" -> value.isNumber();
          case "boolean" -> value.isBoolean();
          case "array" -> value.isArray();
          case "object" -> value.isObject();
          default -> true;
        };
    if (!fits) {
      found.add(at + " is no " + schema.path("type").asText() + ": " + value);
    }
    if (schema.has("enum") && !contains(schema.path("enum"), value)) {
      found.add(at + " is none of " + schema.path("enum") + ": " + value);
    }
    schema
        .path("required")
        .forEach(name -> {
          if (!value.has(name.asText())) {
            found.add(at + "/" + name.asText() + " is missing");
          }
        });
    for (var property : value.properties()) {
      JsonNode known = schema.path("properties").path(property.getKey());
      if (!known.isMissingNode()) {
        compare(at + "/" + property.getKey(), known, property.getValue(), found);
      } else if (schema.path("additionalProperties").isBoolean()) {
        found.add(at + "/" + property.getKey() + " is not described");
      }
    }
    if (value.isArray()) {
      value.forEach(item -> compare(at + "[]", schema.path("items"), item, found));
    }
  }

  private static boolean contains(JsonNode values, JsonNode value) {
    for (JsonNode one : values) {
      if (one.equals(value)) {
        return true;
      }
    }
    return false;
  }
}
