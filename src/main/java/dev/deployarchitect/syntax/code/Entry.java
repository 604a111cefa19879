package dev.deployarchitect.syntax.code;

/** One part of an object or of arguments. */
public sealed interface Entry {
  Node place();

  record Pair(String key, Node value, Node place) implements Entry {}

  /** An argument, or an element of a list, at its position. */
  record Item(Node value, Node place) implements Entry {}

  /** {@code ...other}, {@code **other}. */
  record Spread(Node value, Node place) implements Entry {}

  /** A key that is computed. */
  record Computed(Node place) implements Entry {}
}
