package dev.deployarchitect.infrastructure.terraform;

import dev.deployarchitect.infrastructure.schema.ValueType;
import dev.deployarchitect.syntax.hcl.HclBody.Block;
import dev.deployarchitect.syntax.hcl.HclExpression;
import dev.deployarchitect.syntax.hcl.HclExpression.Call;
import dev.deployarchitect.syntax.hcl.HclExpression.Mapping;
import dev.deployarchitect.syntax.hcl.HclExpression.Name;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the type constraint of a variable; what it does not know is any type. */
final class TypeExpression {
  private TypeExpression() {}

  /** The type of a {@code variable} block. */
  static ValueType of(Block variable) {
    return variable
        .body()
        .attribute("type")
        .map(a -> read(a.value()))
        .orElseGet(ValueType.Any::new);
  }

  static ValueType read(HclExpression type) {
    return switch (type) {
      case Name name when name.name().matches("string|number|bool") ->
          new ValueType.Primitive(name.name());
      case Call call when call.arguments().size() == 1 || call.function().equals("optional") ->
          call(call);
      default -> new ValueType.Any();
    };
  }

  private static ValueType call(Call call) {
    if (call.arguments().isEmpty()) {
      return new ValueType.Any();
    }
    HclExpression first = call.arguments().getFirst();
    return switch (call.function()) {
      case "list", "set", "map" -> new ValueType.Collection(call.function(), read(first));
      case "optional" -> read(first);
      case "object" -> first instanceof Mapping mapping ? object(mapping) : new ValueType.Any();
      default -> new ValueType.Any();
    };
  }

  private static ValueType object(Mapping mapping) {
    Map<String, ValueType.Field> fields = new LinkedHashMap<>();
    mapping
        .items()
        .forEach(item ->
            item.name()
                .ifPresent(name -> {
                  boolean optional =
                      item.value() instanceof Call call && call.function().equals("optional");
                  fields.put(name, new ValueType.Field(read(item.value()), optional));
                }));
    return new ValueType.Structure(fields);
  }
}
