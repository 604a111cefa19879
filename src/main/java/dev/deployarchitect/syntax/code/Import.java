package dev.deployarchitect.syntax.code;

import dev.deployarchitect.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a file takes from another.
 *
 * @param module as it is written
 * @param names what is taken; empty where all of it is
 * @param passedOn whether it is exported again
 */
public record Import(String module, List<Name> names, Span span, boolean passedOn) {
  private static final Set<String> RUBY = Set.of("require", "require_relative", "load");

  /** A name there, and what it is called here. {@code *} is all, {@code default} the default. */
  public record Name(String there, String here) {}

  /** The imports of a file in order. */
  public static List<Import> of(SyntaxTree tree) {
    List<Import> found = new ArrayList<>();
    for (Node node : tree.nodes()) {
      if (node.is(Role.IMPORT)) {
        found.add(declared(node));
      } else if (node.is(Role.EXPORT) && node.child("source").isPresent()) {
        found.add(
            new Import(module(node.child("source").get()), specifiers(node), node.span(), true));
      } else if (Chain.isCall(node)) {
        called(node).ifPresent(found::add);
      }
    }
    return found;
  }

  private static Import declared(Node node) {
    Optional<Node> source =
        node.child("source").or(() -> node.child("module_name")).or(() -> node.child("path"));
    if (source.isEmpty()) {
      String text = node.text().replaceAll("^(import|using|use)\\s+(static\\s+)?|;$", "").strip();
      String last = text.replaceAll(".*[.\\\\]", "").replaceAll(".*\\sas\\s+", "");
      return new Import(text, List.of(new Name(last, last)), node.span(), false);
    }
    return new Import(module(source.get()), specifiers(node), node.span(), false);
  }

  private static String module(Node source) {
    return Literal.of(source).orElse(source.text());
  }

  private static List<Name> specifiers(Node statement) {
    List<Name> names = new ArrayList<>();
    for (Node node : statement.descendants()) {
      switch (node.kind()) {
        case "import_specifier", "export_specifier", "aliased_import" -> {
          String there = node.child("name").map(Node::text).orElse("");
          names.add(new Name(there, node.child("alias").map(Node::text).orElse(there)));
        }
        case "namespace_import", "namespace_export", "wildcard_import" ->
            names.add(
                new Name("*", node.children().isEmpty() ? "*" : node.children().getFirst().text()));
        case "import_clause" ->
            node.children().stream()
                .filter(c -> c.is("identifier"))
                .forEach(c -> names.add(new Name("default", c.text())));
        case "dotted_name" -> {
          if (node.field().equals("name") && node.parent().equals(Optional.of(statement))) {
            names.add(new Name(node.text(), node.text()));
          }
        }
        default -> {}
      }
    }
    return names;
  }

  /** {@code require("./x")}, {@code import("./x")}. */
  private static Optional<Import> called(Node node) {
    Chain chain = Chain.of(node);
    if (chain.links().size() != 1) {
      return Optional.empty();
    }
    boolean ruby = node.tree().language().name().equals("ruby");
    boolean imports =
        ruby
            ? RUBY.contains(chain.last().name())
            : node.tree().language().isScript()
                && (chain.last().name().equals("require") || chain.last().name().equals("import"));
    if (!imports) {
      return Optional.empty();
    }
    return chain
        .last()
        .argument(0)
        .flatMap(Literal::of)
        .map(module -> new Import(module, taken(node), node.span(), false));
  }

  private static List<Name> taken(Node call) {
    for (Node around : call.upwards(4)) {
      if (around.is(Role.VARIABLE)) {
        Optional<Node> left = around.part(Role.VARIABLE, 0);
        if (left.isEmpty() || left.get().is("identifier")) {
          return left.map(l -> List.of(new Name("*", l.text()))).orElse(List.of());
        }
        return left.get().children().stream()
            .map(c ->
                new Name(
                    c.child("key").map(Node::text).orElse(c.text()),
                    c.child("value").map(Node::text).orElse(c.text())))
            .toList();
      }
    }
    return List.of();
  }
}
