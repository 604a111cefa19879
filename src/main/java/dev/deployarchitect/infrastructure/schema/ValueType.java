package dev.deployarchitect.infrastructure.schema;

import java.util.Map;

/** The type of a value, as far as Terraform's type system needs it here. */
public sealed interface ValueType {

  /** Nothing is known of it, or anything may stand there. */
  record Any() implements ValueType {}

  /** {@code string}, {@code number} or {@code bool}. */
  record Primitive(String name) implements ValueType {}

  /** {@code list}, {@code set} or {@code map} of one type. */
  record Collection(String kind, ValueType element) implements ValueType {}

  /** An object with these attributes. */
  record Structure(Map<String, Field> fields) implements ValueType {}

  /** An object whose members a provider's schema lists. */
  record Nested(SchemaBlock block) implements ValueType {}

  /** An attribute of an object type. */
  record Field(ValueType type, boolean optional) {}

  /** As Terraform would write it, such as {@code list(string)}. */
  default String text() {
    return switch (this) {
      case Any _ -> "any";
      case Primitive primitive -> primitive.name();
      case Collection collection ->
          "%s(%s)".formatted(collection.kind(), collection.element().text());
      case Structure _, Nested _ -> "object";
    };
  }
}
