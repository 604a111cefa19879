package dev.deployarchitect.syntax.code;

import java.util.Optional;

/** One name of a chain, and its arguments where it is called. */
public record Link(String name, Node place, Optional<Node> arguments, Optional<Node> braces) {
  Link(String name, Node place) {
    this(name, place, Optional.empty(), Optional.empty());
  }

  /** The argument at a position, named ones not counted. */
  public Optional<Node> argument(int position) {
    return arguments.flatMap(a -> Value.item(a, position));
  }
}
