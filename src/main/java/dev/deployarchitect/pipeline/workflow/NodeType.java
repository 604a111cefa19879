package dev.deployarchitect.pipeline.workflow;

import dev.deployarchitect.pipeline.expression.Type;
import dev.deployarchitect.syntax.node.Node;
import java.util.Map;
import java.util.TreeMap;

/** The type of a value that stands in the YAML, as a matrix holds it. */
final class NodeType {
  private NodeType() {}

  static Type of(Node node) {
    return switch (node) {
      case Node.Scalar scalar -> scalar(scalar);
      case Node.Sequence sequence ->
          Type.array(
              sequence.items().stream().map(NodeType::of).reduce(Type::or).orElse(Type.Simple.ANY));
      case Node.Mapping mapping -> {
        Map<String, Type> known = new TreeMap<>();
        mapping.entries().forEach(e -> known.put(e.key().text(), of(e.value())));
        yield Type.strict(known);
      }
    };
  }

  private static Type scalar(Node.Scalar scalar) {
    String text = scalar.text();
    if (text.contains("${{")) {
      return Type.Simple.ANY;
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
}
