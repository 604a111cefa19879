package dev.deployarchitect.pipeline.expression;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.TreeMap;

/** The type of a JSON text that stands in a workflow. */
final class JsonType {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private JsonType() {}

  /** The type, or why there is none. */
  sealed interface Result {
    record Known(Type type) implements Result {}

    record Broken(String why) implements Result {}
  }

  static Result of(String json) {
    try {
      JsonNode node = MAPPER.readTree(json);
      return node == null || node.isMissingNode()
          ? new Result.Broken("it is empty")
          : new Result.Known(of(node));
    } catch (JsonProcessingException e) {
      String where = e.getLocation() == null ? "" : " at column " + e.getLocation().getColumnNr();
      return new Result.Broken("it does not read as JSON" + where);
    }
  }

  private static Type of(JsonNode node) {
    return switch (node.getNodeType()) {
      case STRING -> Type.Simple.STRING;
      case NUMBER -> Type.Simple.NUMBER;
      case BOOLEAN -> Type.Simple.BOOLEAN;
      case NULL -> Type.Simple.NULL;
      case ARRAY -> {
        Type element = null;
        for (JsonNode item : node) {
          element = element == null ? of(item) : element.or(of(item));
        }
        yield Type.array(element == null ? Type.Simple.ANY : element);
      }
      case OBJECT -> {
        Map<String, Type> known = new TreeMap<>();
        node.properties().forEach(e -> known.put(e.getKey(), of(e.getValue())));
        yield Type.strict(known);
      }
      default -> Type.Simple.ANY;
    };
  }
}
