package dev.deployarchitect.infrastructure.cloudformation;

import dev.deployarchitect.syntax.node.Node;
import dev.deployarchitect.text.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the stacks of one application import from each other. */
final class CrossStack {
  private CrossStack() {}

  /** Imports in one template that none of these exports. */
  static List<Problem> missing(
      CloudFormationTemplate template, List<CloudFormationTemplate> together) {
    Set<String> exported =
        together.stream()
            .flatMap(t -> t.section("Outputs").stream())
            .flatMap(o -> o.value().at("Export", "Name").stream())
            .map(CrossStack::name)
            .collect(Collectors.toSet());
    return imports(template.root())
        .filter(call -> !exported.contains(name(call.argument())))
        .map(call ->
            new Problem(call.span(), "no stack exports '%s'".formatted(name(call.argument()))))
        .toList();
  }

  /** A name as it is written, so that equal expressions are equal names. */
  private static String name(Node node) {
    return Intrinsic.of(node)
        .map(call -> call.argument().scalarText().orElse(call.span().text()))
        .orElse(node.scalarText().orElse(""));
  }

  private static Stream<Intrinsic> imports(Node node) {
    List<Intrinsic> here = new ArrayList<>();
    Intrinsic.of(node).filter(c -> c.name().equals("Fn::ImportValue")).ifPresent(here::add);
    Stream<Intrinsic> inside =
        switch (node) {
          case Node.Scalar _ -> Stream.of();
          case Node.Sequence list -> list.items().stream().flatMap(CrossStack::imports);
          case Node.Mapping map -> map.entries().stream().flatMap(e -> imports(e.value()));
        };
    return Stream.concat(here.stream(), inside);
  }
}
