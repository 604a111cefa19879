package dev.deployarchitect.build.code;

import dev.deployarchitect.syntax.code.Node;
import dev.deployarchitect.syntax.code.SyntaxTree;
import dev.deployarchitect.text.Span;
import java.util.ArrayList;
import java.util.List;

/** Where a file does not parse. */
final class SyntaxFaults {
  private static final int MOST = 5;
  private static final int WIDTH = 60;

  private SyntaxFaults() {}

  /** The innermost places that could not be parsed. */
  static List<String> of(SyntaxTree tree) {
    if (!tree.isBroken()) {
      return List.of();
    }
    List<String> faults = new ArrayList<>();
    for (Node node : tree.nodes()) {
      if (faults.size() == MOST) {
        break;
      }
      boolean inner = node.is("ERROR") && node.descendants().stream().anyMatch(n -> n.is("ERROR"));
      if (node.is("ERROR") && !inner) {
        faults.add(
            "%s syntax error at '%s'".formatted(node.span().place(), shortened(node.span())));
      } else if (node.isMissing()) {
        faults.add("%s '%s' is missing".formatted(node.span().place(), node.kind()));
      }
    }
    return faults.isEmpty()
        ? List.of("%s:1:1 syntax error".formatted(tree.source().path()))
        : List.copyOf(faults);
  }

  private static String shortened(Span span) {
    String one = span.text().replaceAll("\\s+", " ").strip();
    return one.length() <= WIDTH ? one : one.substring(0, WIDTH - 1) + "…";
  }
}
