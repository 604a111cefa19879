package dev.deployarchitect.pipeline.expression;

import dev.deployarchitect.text.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/** A parsed expression; every part has its place. */
public sealed interface Expression {
  Span span();

  /**
   * @param type null, boolean, number or string
   * @param text the value: a string's without quotes
   */
  record Literal(Span span, Type type, String text) implements Expression {}

  record Context(Span span, String name) implements Expression {}

  record Property(Span span, Expression of, String name, Span nameSpan) implements Expression {}

  /** {@code .*}, or {@code [*]}. */
  record Elements(Span span, Expression of) implements Expression {}

  record Index(Span span, Expression of, Expression index) implements Expression {}

  record Not(Span span, Expression of) implements Expression {}

  record Compare(Span span, String operator, Expression left, Expression right)
      implements Expression {}

  /** {@code &&} and {@code ||}, which give one of their sides. */
  record Logical(Span span, String operator, Expression left, Expression right)
      implements Expression {}

  record Call(Span span, String name, Span nameSpan, List<Expression> arguments)
      implements Expression {}

  /** What could not be read; the problem stands beside the tree. */
  record Broken(Span span) implements Expression {}

  /** The parts of this one. */
  default Stream<Expression> children() {
    return switch (this) {
      case Literal l -> Stream.empty();
      case Context c -> Stream.empty();
      case Broken b -> Stream.empty();
      case Property p -> Stream.of(p.of());
      case Elements e -> Stream.of(e.of());
      case Index i -> Stream.of(i.of(), i.index());
      case Not n -> Stream.of(n.of());
      case Compare c -> Stream.of(c.left(), c.right());
      case Logical l -> Stream.of(l.left(), l.right());
      case Call c -> c.arguments().stream();
    };
  }

  /** This and all parts of it, outer ones first; without recursion, as chains can be long. */
  default Stream<Expression> all() {
    List<Expression> found = new ArrayList<>();
    Deque<Expression> open = new ArrayDeque<>(List.of(this));
    while (!open.isEmpty()) {
      Expression next = open.pop();
      found.add(next);
      next.children().toList().reversed().forEach(open::push);
    }
    return found.stream();
  }
}
