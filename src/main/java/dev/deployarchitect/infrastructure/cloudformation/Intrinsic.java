package dev.deployarchitect.infrastructure.cloudformation;

import dev.deployarchitect.syntax.node.Node;
import dev.deployarchitect.text.Span;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A call of one of CloudFormation's functions, in the short form ({@code !GetAtt a.b}) or the long
 * one ({@code Fn::GetAtt: [a, b]}); or of a tool that writes templates ({@code Rain::Embed}).
 *
 * @param name as the long form has it: {@code Ref}, {@code Condition}, {@code Fn::Sub}
 * @param argument what stands behind it, with its own place
 */
record Intrinsic(String name, Node argument, Span span) {
  // YAML's readers keep a tag in the span of its value alone.
  private static final Pattern TAG = Pattern.compile("!([\\w:]+)\\s*");

  static Optional<Intrinsic> of(Node node) {
    Matcher tag = TAG.matcher(node.span().text());
    if (tag.lookingAt()) {
      String name = tag.group(1);
      boolean plain = name.equals("Ref") || name.equals("Condition") || name.contains(":");
      return Optional.of(
          new Intrinsic(plain ? name : "Fn::" + name, behind(node, tag.end()), node.span()));
    }
    if (node instanceof Node.Mapping map && map.entries().size() == 1) {
      Node.Entry only = map.entries().getFirst();
      String key = only.key().text();
      // A condition of an IAM policy is a mapping, that of a template a name.
      boolean condition = key.equals("Condition") && only.value() instanceof Node.Scalar;
      if (key.equals("Ref") || key.contains("::") || condition) {
        return Optional.of(new Intrinsic(key, only.value(), node.span()));
      }
    }
    return Optional.empty();
  }

  private static Node behind(Node node, int cut) {
    Span span = node.span();
    Span rest = span.source().span(span.start() + cut, span.end());
    return switch (node) {
      case Node.Scalar scalar -> new Node.Scalar(rest, scalar.text(), scalar.style());
      case Node.Sequence list -> new Node.Sequence(rest, list.items());
      case Node.Mapping map -> new Node.Mapping(rest, map.entries());
    };
  }

  /** The words of a list, or of a text with dots as in {@code !GetAtt Database.Endpoint.Port}. */
  List<Node> arguments() {
    return argument instanceof Node.Sequence list ? list.items() : List.of(argument);
  }
}
