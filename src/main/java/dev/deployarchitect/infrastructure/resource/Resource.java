package dev.deployarchitect.infrastructure.resource;

import dev.deployarchitect.infrastructure.resource.Value.Field;
import dev.deployarchitect.text.Span;
import java.util.Optional;

/**
 * A resource as it is declared.
 *
 * @param type Terraform's name, such as {@code aws_db_instance}
 * @param name what the file calls it
 * @param head where to point when something is missing
 */
public record Resource(String type, String name, Span head, Value properties) {

  /** The first field at a path. */
  public Optional<Field> field(String... path) {
    return properties.at(path).findFirst();
  }

  public boolean has(String... path) {
    return field(path).isPresent();
  }

  public boolean is(String text, String... path) {
    return properties.at(path).anyMatch(f -> f.is(text));
  }

  /** Where the field stands, or the head when it is missing. */
  public Span place(String... path) {
    return field(path).map(Field::span).orElse(head);
  }
}
