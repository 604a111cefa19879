package dev.deployarchitect.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Turns a model's arguments into an input record, or into a hint the model can act on. */
final class InputBinder {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private InputBinder() {}

  sealed interface Bound<I> {
    record Input<I>(I input) implements Bound<I> {}

    record Hint<I>(String text) implements Bound<I> {}
  }

  static <I extends Record> Bound<I> bind(JsonNode arguments, Tool<I> tool) {
    ObjectNode schema = tool.schema();
    listed(arguments, schema);
    List<String> faults = faults(arguments, schema);
    if (!faults.isEmpty()) {
      return new Bound.Hint<>(
          "The arguments of %s do not fit: %s. Its parameters are: %s. Call it again."
              .formatted(tool.name(), String.join("; ", faults), parameters(schema)));
    }
    try {
      JsonNode own = tool.delivers() ? DeliveryPart.without((ObjectNode) arguments) : arguments;
      return new Bound.Input<>(MAPPER.treeToValue(own, tool.input()));
    } catch (JsonProcessingException e) {
      return new Bound.Hint<>(
          "The arguments of %s do not fit: %s. Its parameters are: %s. Call it again."
              .formatted(tool.name(), e.getOriginalMessage(), parameters(schema)));
    }
  }

  /** One text where a list of texts is wanted is a list of one. */
  private static void listed(JsonNode arguments, ObjectNode schema) {
    if (arguments instanceof ObjectNode object) {
      for (var property : schema.get("properties").properties()) {
        boolean texts =
            property.getValue().path("type").asText().equals("array")
                && property.getValue().at("/items/type").asText().equals("string");
        JsonNode value = object.get(property.getKey());
        if (texts && value != null && value.isTextual()) {
          object.putArray(property.getKey()).add(value);
        }
      }
    }
  }

  private static List<String> faults(JsonNode arguments, ObjectNode schema) {
    if (!arguments.isObject()) {
      return List.of("a JSON object is expected");
    }
    List<String> faults = new ArrayList<>();
    JsonNode properties = schema.get("properties");
    for (JsonNode name : schema.path("required")) {
      if (!arguments.hasNonNull(name.asText())) {
        faults.add("'%s' is missing".formatted(name.asText()));
      }
    }
    for (var entry : arguments.properties()) {
      JsonNode property = properties.get(entry.getKey());
      if (property == null) {
        faults.add("'%s' is no parameter".formatted(entry.getKey()));
      } else if (!entry.getValue().isNull()) {
        check(entry.getKey(), entry.getValue(), property, faults);
      }
    }
    return faults;
  }

  private static void check(String name, JsonNode value, JsonNode schema, List<String> faults) {
    if (!InputSchema.fits(value, schema)) {
      faults.add("'%s' must be of type %s".formatted(name, schema.path("type").asText()));
      return;
    }
    JsonNode values = schema.path("enum");
    boolean known = values.isMissingNode();
    for (JsonNode one : values) {
      known |= one.equals(value);
    }
    if (!known) {
      faults.add("'%s' must be one of %s".formatted(name, values));
    }
  }

  private static String parameters(ObjectNode schema) {
    List<String> names = new ArrayList<>();
    schema
        .get("properties")
        .properties()
        .forEach(p -> names.add(p.getKey() + " (" + p.getValue().path("type").asText() + ")"));
    return names.isEmpty() ? "none" : String.join(", ", names);
  }
}
