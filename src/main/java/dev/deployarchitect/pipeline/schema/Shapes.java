package dev.deployarchitect.pipeline.schema;

import dev.deployarchitect.syntax.node.Node;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Builds shapes of shapes. */
final class Shapes {
  static final Shape TEXT = new Shape.Text(false);
  static final Shape MAYBE = new Shape.Text(true);
  static final Shape FLAG = new Shape.Flag();
  static final Shape ANYTHING = new Shape.Anything();

  /** One text or a list of them. */
  static final Shape NAMES = new Shape.Items(TEXT, true, false);

  /** A list of texts. */
  static final Shape TEXTS = new Shape.Items(TEXT, false, false);

  private Shapes() {}

  static Shape keys(String what, Map<String, Shape> known, String... required) {
    return new Shape.Keys(
        what,
        known,
        Stream.of(required).filter(r -> !r.isEmpty()).collect(Collectors.toUnmodifiableSet()),
        false);
  }

  static Map<String, Shape> with(Map<String, Shape> some, Map<String, Shape> more) {
    Map<String, Shape> all = new TreeMap<>(some);
    all.putAll(more);
    return Map.copyOf(all);
  }

  static Shape mappingOr(Shape other, Shape mapping) {
    return new Shape.Choice(node -> node instanceof Node.Mapping ? mapping : other);
  }
}
