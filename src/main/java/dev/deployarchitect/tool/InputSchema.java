package dev.deployarchitect.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;

/**
 * The JSON schema of an input record. Components are texts, whole numbers, truth values, objects of
 * any shape, records, and lists and maps of these; anything else fails when the program is
 * composed.
 */
final class InputSchema {
  private InputSchema() {}

  static ObjectNode of(Class<? extends Record> input) {
    ObjectNode schema = object();
    schema.put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = JsonNodeFactory.instance.arrayNode();
    for (RecordComponent component : input.getRecordComponents()) {
      Param param = component.getAnnotation(Param.class);
      if (param == null) {
        throw new IllegalStateException(input + "." + component.getName() + " has no @Param");
      }
      ObjectNode property = type(component.getGenericType());
      property.put("description", param.value());
      if (param.oneOf().length > 0) {
        ArrayNode values = property.putArray("enum");
        List.of(param.oneOf()).forEach(values::add);
      }
      properties.set(component.getName(), property);
      if (param.required()) {
        required.add(component.getName());
      }
    }
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
    schema.put("additionalProperties", false);
    return schema;
  }

  private static ObjectNode type(Type type) {
    ObjectNode node = object();
    if (type == String.class) {
      return node.put("type", "string");
    }
    if (type == ObjectNode.class) {
      return node.put("type", "object");
    }
    if (type == Integer.class) {
      return node.put("type", "integer");
    }
    if (type == Boolean.class) {
      return node.put("type", "boolean");
    }
    if (type instanceof Class<?> record && record.isRecord()) {
      return of(record.asSubclass(Record.class));
    }
    if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
      node.put("type", "array");
      node.set("items", type(generic.getActualTypeArguments()[0]));
      return node;
    }
    if (type instanceof ParameterizedType generic && generic.getRawType() == Map.class) {
      node.put("type", "object");
      node.set("additionalProperties", type(generic.getActualTypeArguments()[1]));
      return node;
    }
    throw new IllegalStateException("an input component of this type has no schema: " + type);
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** Whether {@code value} fits {@code schema}'s type, as far as these schemas go. */
  static boolean fits(JsonNode value, JsonNode schema) {
    return switch (schema.path("type").asText()) {
      case "string" -> value.isTextual();
      case "integer" -> value.isIntegralNumber() && value.canConvertToInt();
      case "boolean" -> value.isBoolean();
      case "array" -> value.isArray() && all(value, schema.path("items"));
      case "object" -> value.isObject();
      default -> true;
    };
  }

  private static boolean all(JsonNode array, JsonNode schema) {
    for (JsonNode item : array) {
      if (!fits(item, schema)) {
        return false;
      }
    }
    return true;
  }
}
