package dev.deployarchitect.pipeline.workflow;

import dev.deployarchitect.pipeline.expression.Type;
import dev.deployarchitect.syntax.node.Node;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The type of {@code matrix} in a job, of its rows and of what {@code include} adds. */
final class MatrixType {
  private static final Type UNKNOWN = Type.open(Map.of(), Type.Simple.ANY);

  private MatrixType() {}

  static Type of(Workflow.Job job, Map<String, Type> types) {
    Optional<Node> matrix = job.at("strategy", "matrix");
    if (matrix.isEmpty()) {
      return job.at("strategy").filter(Node.Scalar.class::isInstance).isPresent()
          ? UNKNOWN
          : Type.strict(Map.of());
    }
    if (!(matrix.get() instanceof Node.Mapping rows)) {
      return UNKNOWN;
    }
    Map<String, Type> known = new TreeMap<>();
    for (Node.Entry row : rows.entries()) {
      if (!row.key().text().matches("include|exclude")) {
        known.put(row.key().text(), values(row.value(), types));
      }
    }
    Type type = Type.strict(known);
    Optional<Node> include = rows.at("include");
    if (include.isEmpty()) {
      return type;
    }
    if (!(include.get() instanceof Node.Sequence sequence)) {
      return UNKNOWN;
    }
    for (Node item : sequence.items()) {
      Type added = NodeType.of(item, types);
      if (!(added instanceof Type.Properties)) {
        return UNKNOWN;
      }
      type = type.or(added);
    }
    return type;
  }

  private static Type values(Node row, Map<String, Type> types) {
    return row instanceof Node.Sequence
        ? ((Type.Array) NodeType.of(row, types)).element()
        : elements(NodeType.of(row, types));
  }

  /** A row may also be an expression that gives a list. */
  private static Type elements(Type row) {
    return row instanceof Type.Array(Type element, boolean filtered) ? element : Type.Simple.ANY;
  }
}
