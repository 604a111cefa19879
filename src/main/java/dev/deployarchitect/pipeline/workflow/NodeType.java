package dev.deployarchitect.pipeline.workflow;

import dev.deployarchitect.pipeline.expression.ExpressionChecker;
import dev.deployarchitect.pipeline.expression.ExpressionReader;
import dev.deployarchitect.pipeline.expression.Scope;
import dev.deployarchitect.pipeline.expression.Type;
import dev.deployarchitect.syntax.node.Node;
import dev.deployarchitect.text.MappedText;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The type of a value that stands in the YAML, as a matrix holds it. */
final class NodeType {
  private NodeType() {}

  /**
   * @param types of the contexts that an expression in the value may read
   */
  static Type of(Node node, Map<String, Type> types) {
    return switch (node) {
      case Node.Scalar scalar -> scalar(scalar, types);
      case Node.Sequence sequence ->
          Type.array(
              sequence.items().stream()
                  .map(item -> of(item, types))
                  .reduce(Type::or)
                  .orElse(Type.Simple.ANY));
      case Node.Mapping mapping -> {
        Map<String, Type> known = new TreeMap<>();
        mapping.entries().forEach(e -> known.put(e.key().text(), of(e.value(), types)));
        yield Type.strict(known);
      }
    };
  }

  private static Type scalar(Node.Scalar scalar, Map<String, Type> types) {
    String text = scalar.text();
    if (text.contains("${{")) {
      return computed(scalar, types);
    }
    if (scalar.style() != Node.Style.PLAIN) {
      return Type.Simple.STRING;
    }
    if (scalar.isNull()) {
      return Type.Simple.NULL;
    }
    if (text.matches("true|false|True|False|TRUE|FALSE")) {
      return Type.Simple.BOOLEAN;
    }
    return text.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?|0x[0-9a-fA-F]+")
        ? Type.Simple.NUMBER
        : Type.Simple.STRING;
  }

  private static Type computed(Node.Scalar scalar, Map<String, Type> types) {
    MappedText text = ScalarText.of(scalar);
    List<ScalarText.Braces> parts = ScalarText.braces(text);
    if (parts.size() != 1 || !ScalarText.isWhole(scalar)) {
      return Type.Simple.STRING;
    }
    ExpressionReader.Read read = ExpressionReader.read(parts.getFirst().inside());
    return read.problems().isEmpty()
        ? ExpressionChecker.check(read.expression(), new Scope(types, types.keySet(), Set.of()))
            .type()
        : Type.Simple.ANY;
  }
}
