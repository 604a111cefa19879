package dev.deployarchitect.syntax.code;

import dev.deployarchitect.interrupt.Interruption;
import dev.deployarchitect.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A node of a syntax tree. Two are equal when they are the same place of the same tree. */
public record Node(SyntaxTree tree, int index) {
  /** Deeper than anybody writes: farther up nothing is looked for. */
  static final int MOST_LEVELS = 1_000;

  /** The grammar's name, such as {@code call_expression}. */
  public String kind() {
    return tree.kind(index);
  }

  public boolean is(String kind) {
    return kind().equals(kind);
  }

  /** Whether the language's table gives this kind of node a role. */
  public boolean is(Role role) {
    return tree.language().has(role, kind());
  }

  /** The field of its parent that it is in, or an empty text. */
  public String field() {
    return tree.field(index);
  }

  public Span span() {
    return tree.span(index);
  }

  public int start() {
    return tree.from(index);
  }

  public int end() {
    return tree.to(index);
  }

  public String text() {
    return tree.source().text().substring(start(), end());
  }

  /** Whether its text is this one. */
  public boolean reads(String text) {
    return end() - start() == text.length() && tree.source().text().startsWith(text, start());
  }

  public Optional<Node> parent() {
    return index == 0 ? Optional.empty() : Optional.of(tree.node(tree.parent(index)));
  }

  public List<Node> children() {
    List<Node> children = new ArrayList<>();
    for (int i = index + 1; i < tree.end(index); i = tree.end(i)) {
      children.add(tree.node(i));
    }
    return children;
  }

  /** All nodes within, without this one. */
  public List<Node> descendants() {
    Interruption.check();
    List<Node> all = new ArrayList<>();
    for (int i = index + 1; i < tree.end(index); i++) {
      all.add(tree.node(i));
    }
    return all;
  }

  /** Its first child in a field, or at a position written {@code #0}, {@code #1}. */
  public Optional<Node> child(String field) {
    int position = field.startsWith("#") ? Integer.parseInt(field.substring(1)) : -1;
    int at = 0;
    for (int i = index + 1; i < tree.end(index); i = tree.end(i)) {
      if (position < 0 ? tree.field(i).equals(field) : at++ == position) {
        return Optional.of(tree.node(i));
      }
    }
    return Optional.empty();
  }

  /** Its child in the field that the language's table names at {@code position} of a role. */
  public Optional<Node> part(Role role, int position) {
    List<String> fields = tree.language().fields(role, kind());
    return position < fields.size() ? child(fields.get(position)) : Optional.empty();
  }

  /** Itself and what it is in, from the inside out, at most {@code most} nodes. */
  public List<Node> upwards(int most) {
    List<Node> path = new ArrayList<>();
    int at = index;
    while (path.size() < most) {
      path.add(tree.node(at));
      if (at == 0) {
        break;
      }
      at = tree.parent(at);
    }
    return path;
  }

  /** The nearest node around it with a role. */
  public Optional<Node> around(Role role) {
    int i = index;
    for (int level = 0; i > 0 && level < MOST_LEVELS; level++) {
      i = tree.parent(i);
      if (tree.language().has(role, tree.kind(i))) {
        return Optional.of(tree.node(i));
      }
    }
    return Optional.empty();
  }

  /** Whether the parser put it there, as the text lacks it: a bracket, a name. */
  public boolean isMissing() {
    return tree.isBroken() && index > 0 && start() == end() && tree.end(index) == index + 1;
  }

  public boolean holds(Node other) {
    return other.tree == tree && other.index >= index && other.index < tree.end(index);
  }
}
