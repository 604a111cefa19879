package dev.deployarchitect.pipeline.schema;

import dev.deployarchitect.syntax.node.Node;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** What a value has to look like (docs.github.com, "Workflow syntax for GitHub Actions"). */
sealed interface Shape {
  /** Any text or number; {@code empty} where nothing may stand there too. */
  record Text(boolean empty) implements Shape {}

  /** {@code true} or {@code false}, or one expression. */
  record Flag() implements Shape {}

  /** A number above zero, or one expression; {@code whole} without a fraction. */
  record Amount(boolean whole) implements Shape {}

  record OneOf(Set<String> values) implements Shape {}

  /**
   * @param single whether one item may stand without a list
   * @param empty whether the list may be empty
   */
  record Items(Shape item, boolean single, boolean empty) implements Shape {}

  /**
   * A mapping of known keys.
   *
   * @param what it is, for messages
   */
  record Keys(String what, Map<String, Shape> known, Set<String> required, boolean empty)
      implements Shape {}

  /** A mapping of names that the author chooses. */
  record Named(Shape value, boolean empty) implements Shape {}

  /** Decided by what stands there. */
  record Choice(Function<Node, Shape> by) implements Shape {}

  /** Whatever it is, others check it. */
  record Anything() implements Shape {}
}
