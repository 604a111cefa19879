package dev.deployarchitect.infrastructure.resource;

import dev.deployarchitect.text.Span;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A property's value as it is written; what is computed is not known. */
public sealed interface Value {

  Span span();

  /** A literal string, number or boolean. */
  record Text(Span span, String text) implements Value {}

  /** A list. */
  record Items(Span span, List<Value> items) implements Value {}

  /** A map, an object or a block; a name may stand more than once. */
  record Fields(Span span, List<Field> fields) implements Value {}

  /** A reference, a call, a condition: known when it runs. */
  record Computed(Span span) implements Value {}

  /** One named value; {@code nameSpan} is where its name stands. */
  record Field(String name, Span nameSpan, Value value) {
    public Span span() {
      Span end = value.span();
      boolean together =
          nameSpan.source().equals(end.source())
              && (value instanceof Text || value instanceof Items);
      return together ? nameSpan.to(end).firstLine() : nameSpan.firstLine();
    }

    public boolean is(String text) {
      return value instanceof Text literal && literal.text().equals(text);
    }
  }

  /** The literal, where it is one. */
  default Optional<String> literal() {
    return this instanceof Text text ? Optional.of(text.text()) : Optional.empty();
  }

  /** The literals here and in a list. */
  default Stream<Text> texts() {
    return switch (this) {
      case Text text -> Stream.of(text);
      case Items items -> items.items().stream().flatMap(Value::texts);
      case Fields _, Computed _ -> Stream.empty();
    };
  }

  /** The fields at a path; lists on the way are looked through. */
  default Stream<Field> at(String... path) {
    return at(this, List.of(path));
  }

  /** All fields in here, to any depth. */
  default Stream<Field> all() {
    return switch (this) {
      case Fields fields ->
          fields.fields().stream().flatMap(f -> Stream.concat(Stream.of(f), f.value().all()));
      case Items items -> items.items().stream().flatMap(Value::all);
      case Text _, Computed _ -> Stream.empty();
    };
  }

  private static Stream<Field> at(Value value, List<String> path) {
    return switch (value) {
      case Items items -> items.items().stream().flatMap(item -> at(item, path));
      case Fields fields -> {
        Stream<Field> found =
            fields.fields().stream().filter(f -> f.name().equals(path.getFirst()));
        yield path.size() == 1
            ? found
            : found.flatMap(f -> at(f.value(), path.subList(1, path.size())));
      }
      case Text _, Computed _ -> Stream.empty();
    };
  }
}
