package dev.deployarchitect.syntax.code;

import dev.deployarchitect.syntax.code.Verdict.Answer;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * Whether a value that is written out sets a key: {@code data: {...rest, phone}}. Variables of the
 * same file are followed; what cannot be told says why.
 */
public final class Setting {
  private static final int DEPTH = 8;

  private static final Verdict NOT = new Verdict(Answer.DOES_NOT, "");

  private final String key;
  private final BiPredicate<String, String> same;

  /**
   * For a key.
   *
   * @param same whether a key that is written is the one looked for
   */
  public Setting(String key, BiPredicate<String, String> same) {
    this.key = key;
    this.same = same;
  }

  /** Whether this value, or these arguments, set the key. */
  public Verdict in(Node value) {
    return in(value, DEPTH);
  }

  private Verdict in(Node node, int depth) {
    Node value = Value.inner(node);
    if (depth == 0) {
      return unknown(value);
    }
    if (value.is(Role.OBJECT) || isArguments(value)) {
      return object(Value.entries(value), depth);
    }
    if (value.is(Role.NEW)) {
      Link made = Chain.of(value).last();
      return made.braces()
          .or(() -> made.arguments())
          .map(a -> object(Value.entries(a), depth))
          .orElse(NOT);
    }
    if (value.is(Role.LIST)) {
      return Value.entries(value).stream()
          .map(e -> e instanceof Entry.Item i ? in(i.value(), depth - 1) : unknown(e.place()))
          .reduce(Setting::either)
          .orElse(NOT);
    }
    if (value.is(Role.CHOICE)) {
      return choice(value, depth);
    }
    if (value.is(Role.LAMBDA)) {
      return lambda(value, depth);
    }
    if (Chain.isCall(value)) {
      return call(value, depth);
    }
    if (value.is("undefined") || value.reads("null") || value.reads("None")) {
      return NOT;
    }
    return value.is(Role.NAME) ? variable(value, depth) : unknown(value);
  }

  private static boolean isArguments(Node node) {
    return node.field().equals("arguments") || node.is("argument_list") || node.is("arguments");
  }

  private Verdict object(List<Entry> entries, int depth) {
    Verdict found = NOT;
    for (Entry entry : entries) {
      switch (entry) {
        case Entry.Pair pair when same.test(pair.key(), key) -> {
          if (pair.value().reads("undefined")) {
            found = new Verdict(Answer.DOES_NOT, "undefined");
          } else {
            found = set(pair);
          }
        }
        case Entry.Spread spread -> {
          Verdict more = in(spread.value(), depth - 1);
          if (more.answer() != Answer.DOES_NOT && found.answer() != Answer.SETS) {
            found = more;
          }
        }
        case Entry.Computed computed -> {
          if (found.answer() == Answer.DOES_NOT) {
            found = unknown(computed.place());
          }
        }
        default -> {}
      }
    }
    return found;
  }

  private static Verdict set(Entry.Pair pair) {
    Node value = Value.inner(pair.value());
    boolean maybe =
        value.is(Role.CHOICE) && value.children().stream().anyMatch(c -> c.reads("undefined"));
    return new Verdict(
        maybe ? Answer.SOMETIMES : Answer.SETS, Literal.brief(pair.place().text(), 60));
  }

  /** {@code condition && {…}}, {@code condition ? a : b}. */
  private Verdict choice(Node choice, int depth) {
    Optional<Node> left = choice.part(Role.CHOICE, 0);
    Optional<Node> right = choice.part(Role.CHOICE, 1);
    if (left.isEmpty() || right.isEmpty()) {
      return unknown(choice);
    }
    boolean guarded =
        choice.child("operator").filter(o -> o.reads("&&") || o.reads("and")).isPresent();
    return either(guarded ? NOT : in(left.get(), depth - 1), in(right.get(), depth - 1));
  }

  private static Verdict either(Verdict a, Verdict b) {
    if (a.answer() == b.answer()) {
      return a;
    }
    if (a.answer() == Answer.CANNOT_TELL || b.answer() == Answer.CANNOT_TELL) {
      return a.answer() == Answer.CANNOT_TELL ? a : b;
    }
    return new Verdict(Answer.SOMETIMES, a.why().isEmpty() ? b.why() : a.why());
  }

  private Verdict lambda(Node lambda, int depth) {
    Optional<Node> body = lambda.part(Role.LAMBDA, 0);
    if (body.isEmpty()) {
      return unknown(lambda);
    }
    Node inner = Value.inner(body.get());
    if (!inner.kind().contains("block")) {
      return in(inner, depth - 1);
    }
    return inner.descendants().stream()
        .filter(n -> n.is(Role.RETURN) && !n.children().isEmpty())
        .map(n -> in(n.children().getFirst(), depth - 1))
        .reduce(Setting::either)
        .orElse(unknown(lambda));
  }

  /** {@code rows.map((row) => ({…}))}; other calls are not followed. */
  private Verdict call(Node call, int depth) {
    Link last = Chain.of(call).last();
    Optional<Node> function = last.argument(0).filter(f -> f.is(Role.LAMBDA));
    boolean maps = last.name().equals("map") || last.name().equals("flatMap");
    return maps && function.isPresent() ? lambda(function.get(), depth) : unknown(call);
  }

  private Verdict variable(Node name, int depth) {
    Optional<Bindings.Binding> bound = Bindings.of(name);
    if (bound.isEmpty() || bound.get().value().isEmpty()) {
      return bound
          .flatMap(Bindings::function)
          .map(f ->
              new Verdict(
                  Answer.CANNOT_TELL,
                  "`%s` is a parameter of %s: see its callers".formatted(name.text(), f)))
          .orElse(unknown(name));
    }
    Verdict value = in(bound.get().value().get(), depth - 1);
    boolean later =
        bound.get().scope().descendants().stream()
            .filter(n -> n.is(Role.ASSIGN))
            .flatMap(n -> n.part(Role.ASSIGN, 0).stream())
            .filter(n -> n.is(Role.MEMBER) || n.is(Role.INDEX))
            .map(Chain::of)
            .anyMatch(c ->
                c.links().size() == 2
                    && c.first().name().equals(Literal.name(name.text()))
                    && same.test(c.last().name(), key));
    return later && value.answer() != Answer.SETS
        ? new Verdict(Answer.SOMETIMES, "assigned to `%s` before".formatted(name.text()))
        : value;
  }

  private static Verdict unknown(Node place) {
    return new Verdict(
        Answer.CANNOT_TELL,
        "`%s` at line %d".formatted(Literal.brief(place.text(), 40), place.span().line()));
  }
}
