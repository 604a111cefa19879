package dev.deployarchitect.pipeline.expression;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What an expression can be (docs.github.com, "Evaluate expressions": literals and objects). */
public sealed interface Type {
  /** A type without parts. */
  enum Simple implements Type {
    ANY,
    NULL,
    BOOLEAN,
    NUMBER,
    STRING;

    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /**
   * @param filtered whether it comes of {@code .*}, so that a property is asked of each element
   */
  record Array(Type element, boolean filtered) implements Type {
    @Override
    public String toString() {
      return "array of " + element;
    }
  }

  /**
   * @param known properties by name in lower case: GitHub compares names without case
   * @param others the type of every other property; empty where there are no others
   */
  record Properties(Map<String, Type> known, Optional<Type> others) implements Type {
    public Optional<Type> property(String name) {
      Type type = known.get(name.toLowerCase(java.util.Locale.ROOT));
      return type == null ? others : Optional.of(type);
    }

    @Override
    public String toString() {
      return known.isEmpty()
          ? "object"
          : known.keySet().stream().limit(12).collect(Collectors.joining(", ", "object with ", ""));
    }
  }

  static Type array(Type element) {
    return new Array(element, false);
  }

  /** An object of exactly these properties. */
  static Properties strict(Map<String, Type> known) {
    return new Properties(lower(known), Optional.empty());
  }

  /** An object whose other properties are of one type. */
  static Properties open(Map<String, Type> known, Type others) {
    return new Properties(lower(known), Optional.of(others));
  }

  private static Map<String, Type> lower(Map<String, Type> known) {
    Map<String, Type> lower = new TreeMap<>();
    known.forEach((name, type) -> lower.put(name.toLowerCase(java.util.Locale.ROOT), type));
    return lower;
  }

  default boolean isAny() {
    return equals(Simple.ANY);
  }

  /** Whether it has parts, so that no text can be made of it. */
  default boolean isCollection() {
    return !(this instanceof Simple);
  }

  /** The type of a value that is of this or of the other. */
  default Type or(Type other) {
    if (equals(other)) {
      return this;
    }
    if (this instanceof Array(Type a, boolean f) && other instanceof Array(Type b, boolean g)) {
      return new Array(a.or(b), f && g);
    }
    if (this instanceof Properties a && other instanceof Properties b) {
      Map<String, Type> known = new TreeMap<>(a.known());
      b.known().forEach((name, type) -> known.merge(name, type, Type::or));
      Optional<Type> others =
          a.others().isPresent() && b.others().isPresent()
              ? Optional.of(a.others().get().or(b.others().get()))
              : a.others().or(b::others);
      return new Properties(known, others);
    }
    return Simple.ANY;
  }
}
