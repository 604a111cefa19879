package dev.deployarchitect.syntax.code;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Objects, lists and arguments, read alike in every language. */
public final class Value {
  private static final Set<String> PLAIN_KEYS = Set.of("computed_property_name");

  private Value() {}

  /** The value within parentheses, {@code await}, casts and the like. */
  public static Node inner(Node node) {
    Node at = node;
    for (int i = 0; i < 50 && at.is(Role.AROUND); i++) {
      List<Node> children = at.children();
      List<Node> values = children.stream().filter(c -> !isOperator(c)).toList();
      if (values.isEmpty()) {
        return at;
      }
      boolean last = at.is("cast_expression") || at.is("type_assertion") || at.is("argument");
      at = last ? values.getLast() : values.getFirst();
    }
    return at;
  }

  private static boolean isOperator(Node node) {
    return node.field().equals("operator") || node.is(Role.COMMENT);
  }

  /** The parts of an object, a list or arguments, in order. */
  public static List<Entry> entries(Node node) {
    Node holder = inner(node);
    List<Entry> entries = new ArrayList<>();
    for (Node child : holder.children()) {
      if (!child.is(Role.COMMENT) && !child.field().equals("type")) {
        entry(child).ifPresent(entries::add);
      }
    }
    return entries;
  }

  private static Optional<Entry> entry(Node child) {
    Node node = isNamedArgument(child) ? child : unwrapped(child);
    if (node.is(Role.SPREAD)) {
      return Optional.of(new Entry.Spread(last(node), node));
    }
    if (node.is(Role.SHORTHAND)) {
      return Optional.of(new Entry.Pair(node.text(), node, node));
    }
    if (isNamedArgument(node)) {
      return Optional.of(
          new Entry.Pair(node.children().getFirst().text(), node.children().getLast(), node));
    }
    if (node.is(Role.PAIR)) {
      return pair(node);
    }
    if (node.is(Role.METHOD)) {
      return node.part(Role.METHOD, 0).map(name -> new Entry.Pair(name.text(), node, node));
    }
    return Optional.of(new Entry.Item(node, node));
  }

  private static Optional<Entry> pair(Node node) {
    Optional<Node> key = node.part(Role.PAIR, 0);
    Optional<Node> value = node.part(Role.PAIR, 1);
    if (key.isEmpty()) {
      return Optional.empty();
    }
    if (value.isEmpty()) {
      // PHP: an element without a key, or what is spread there.
      Node only = key.get();
      return Optional.of(
          only.is(Role.SPREAD) ? new Entry.Spread(last(only), node) : new Entry.Item(only, node));
    }
    return Optional.of(
        PLAIN_KEYS.contains(key.get().kind())
            ? new Entry.Computed(node)
            : new Entry.Pair(key(key.get()), value.get(), node));
  }

  private static String key(Node key) {
    return Literal.of(key).orElseGet(() -> Literal.name(inner(key).text()));
  }

  /** {@code name: value}, as C# and PHP write a named argument. */
  private static boolean isNamedArgument(Node node) {
    return node.is("argument") && node.child("name").isPresent() && node.children().size() > 1;
  }

  private static Node unwrapped(Node node) {
    return node.is(Role.AROUND) ? inner(node) : node;
  }

  private static Node last(Node node) {
    List<Node> children = node.children();
    return children.isEmpty() ? node : children.getLast();
  }

  /** The value of a key, where it is written out. */
  public static Optional<Node> of(Node object, String key) {
    return entries(object).stream()
        .filter(e -> e instanceof Entry.Pair p && p.key().equals(key))
        .map(e -> ((Entry.Pair) e).value())
        .findFirst();
  }

  /** The argument at a position, named ones not counted. */
  public static Optional<Node> item(Node arguments, int position) {
    return entries(arguments).stream()
        .filter(Entry.Item.class::isInstance)
        .skip(position)
        .map(e -> ((Entry.Item) e).value())
        .findFirst();
  }
}
