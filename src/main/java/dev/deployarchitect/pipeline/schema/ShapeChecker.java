package dev.deployarchitect.pipeline.schema;

import dev.deployarchitect.syntax.node.Node;
import dev.deployarchitect.text.Nearest;
import dev.deployarchitect.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Compares a value with the shape it must have. */
public final class ShapeChecker {
  /** What kind of fault it is. */
  public enum Kind {
    KEY,
    DUPLICATE,
    MISSING,
    VALUE
  }

  /** One fault at its place. */
  public record Fault(Kind kind, Span span, String message) {}

  private final List<Fault> faults = new ArrayList<>();

  private ShapeChecker() {}

  static List<Fault> check(Node node, Shape shape, String what) {
    ShapeChecker checker = new ShapeChecker();
    checker.walk(node, shape, what, node.span());
    return List.copyOf(checker.faults);
  }

  private void fault(Kind kind, Span span, String message) {
    faults.add(new Fault(kind, span.firstLine(), message));
  }

  /**
   * @param place where something that is missing is missed: the key in front, or the node itself
   */
  private void walk(Node node, Shape shape, String what, Span place) {
    boolean expression =
        node instanceof Node.Scalar s && s.text().startsWith("${{") && s.text().endsWith("}}");
    if (expression) {
      return;
    }
    switch (shape) {
      case Shape.Anything anything -> {}
      case Shape.Choice(var by) -> walk(node, by.apply(node), what, place);
      case Shape.Text(boolean empty) -> text(node, empty, what);
      case Shape.Flag flag -> flag(node, what);
      case Shape.Amount(boolean whole) -> number(node, whole, what);
      case Shape.OneOf(var values) -> {
        String text = node.scalarText().orElse("");
        if (text.isEmpty() || !(values.contains(text) || text.contains("${{"))) {
          fault(
              Kind.VALUE,
              node.span(),
              "'%s' is no value of %s%s; there are %s"
                  .formatted(text, what, near(text, values), String.join(", ", sorted(values))));
        }
      }
      case Shape.Items items -> items(node, items, what);
      case Shape.Named named -> named(node, named, what);
      case Shape.Keys keys -> keys(node, keys, what, place);
    }
  }

  private static List<String> sorted(java.util.Set<String> values) {
    return values.stream().sorted().toList();
  }

  private static String near(String text, java.util.Set<String> known) {
    return Nearest.to(text.toLowerCase(Locale.ROOT).replaceAll("[_ ]", "-"), known)
        .map("; did you mean '%s'?"::formatted)
        .orElse("");
  }

  private void text(Node node, boolean empty, String what) {
    if (!(node instanceof Node.Scalar scalar)) {
      fault(Kind.VALUE, node.span(), "%s is a text, not %s".formatted(what, kind(node)));
    } else if (!empty && scalar.text().isEmpty()) {
      fault(Kind.VALUE, node.span(), what + " is empty");
    }
  }

  private void flag(Node node, String what) {
    if (!node.scalarText().filter(t -> t.matches("true|false|True|False|TRUE|FALSE")).isPresent()) {
      fault(Kind.VALUE, node.span(), "%s is true or false, not %s".formatted(what, said(node)));
    }
  }

  private void number(Node node, boolean whole, String what) {
    String pattern = whole ? "[+-]?\\d+|0[xo][0-9a-fA-F]+" : "[+-]?(\\d+\\.?\\d*|\\.\\d+)";
    String text = node.scalarText().orElse("");
    if (!text.matches(pattern)) {
      fault(
          Kind.VALUE,
          node.span(),
          "%s is a %snumber, not %s".formatted(what, whole ? "whole " : "", said(node)));
    } else if (text.startsWith("-") || text.matches("[+]?0+(\\.0*)?")) {
      fault(Kind.VALUE, node.span(), "%s is above zero".formatted(what));
    }
  }

  private static String said(Node node) {
    return node.scalarText().map("'%s'"::formatted).orElse(kind(node));
  }

  private static String kind(Node node) {
    return switch (node) {
      case Node.Scalar s -> s.isNull() ? "nothing" : "a text";
      case Node.Sequence s -> "a list";
      case Node.Mapping m -> "a mapping";
    };
  }

  private void items(Node node, Shape.Items items, String what) {
    if (node instanceof Node.Sequence sequence) {
      if (sequence.items().isEmpty() && !items.empty()) {
        fault(Kind.VALUE, node.span(), "%s is an empty list".formatted(what));
      }
      sequence.items().forEach(item -> walk(item, items.item(), "an item of " + what, item.span()));
    } else if (items.single() && !(node instanceof Node.Scalar s && s.isNull())) {
      walk(node, items.item(), what, node.span());
    } else {
      fault(Kind.VALUE, node.span(), "%s is a list, not %s".formatted(what, kind(node)));
    }
  }

  private boolean mapping(Node node, boolean empty, String what) {
    boolean none =
        (node instanceof Node.Scalar s && s.isNull())
            || (node instanceof Node.Mapping m && m.entries().isEmpty());
    if (none) {
      if (!empty) {
        fault(Kind.VALUE, node.span(), "%s is empty; leave it out".formatted(what));
      }
      return !empty && node instanceof Node.Mapping;
    }
    if (!(node instanceof Node.Mapping)) {
      fault(Kind.VALUE, node.span(), "%s is a mapping, not %s".formatted(what, kind(node)));
      return false;
    }
    return true;
  }

  private void named(Node node, Shape.Named named, String what) {
    if (mapping(node, named.empty(), what)) {
      duplicates(node);
      for (Node.Entry entry : node.entries()) {
        walk(
            entry.value(),
            named.value(),
            "'%s' in %s".formatted(entry.key().text(), what),
            entry.key().span());
      }
    }
  }

  private void keys(Node node, Shape.Keys keys, String what, Span place) {
    if (!mapping(node, keys.empty(), what)) {
      return;
    }
    duplicates(node);
    for (Node.Entry entry : node.entries()) {
      String key = entry.key().text();
      Shape shape = keys.known().get(key);
      if (shape == null) {
        fault(
            Kind.KEY,
            entry.key().span(),
            "'%s' is no key of %s%s".formatted(key, keys.what(), near(key, keys.known().keySet())));
      } else {
        walk(entry.value(), shape, "'%s'".formatted(key), entry.key().span());
      }
    }
    for (String required : sorted(keys.required())) {
      if (node.at(required).isEmpty()) {
        fault(Kind.MISSING, place, "%s has no '%s'".formatted(keys.what(), required));
      }
    }
  }

  /** GitHub compares keys without case. */
  private void duplicates(Node node) {
    Map<String, Span> seen = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (Node.Entry entry : node.entries()) {
      Span first = seen.putIfAbsent(entry.key().text(), entry.key().span());
      if (first != null) {
        fault(
            Kind.DUPLICATE,
            entry.key().span(),
            "'%s' already stands on line %d; GitHub refuses the file"
                .formatted(entry.key().text(), first.line()));
      }
    }
  }
}
