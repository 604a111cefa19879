package dev.deployarchitect.repository.usage;

import dev.deployarchitect.syntax.code.Entry;
import dev.deployarchitect.syntax.code.Node;
import dev.deployarchitect.syntax.code.Role;
import dev.deployarchitect.syntax.code.Value;
import java.util.ArrayList;
import java.util.List;

/** What is written in an object of a Prisma call, seen through lists and conditions. */
final class PrismaPairs {
  private PrismaPairs() {}

  /** The pairs of an object, or of all objects of a list. */
  static List<Entry.Pair> of(Node node) {
    List<Entry.Pair> pairs = new ArrayList<>();
    Node value = Value.inner(node);
    if (value.is(Role.CHOICE)) {
      value.part(Role.CHOICE, 0).ifPresent(c -> pairs.addAll(written(c)));
      value.part(Role.CHOICE, 1).ifPresent(c -> pairs.addAll(written(c)));
    } else {
      pairs.addAll(written(value));
    }
    return pairs;
  }

  private static List<Entry.Pair> written(Node node) {
    Node value = Value.inner(node);
    List<Entry.Pair> pairs = new ArrayList<>();
    if (!value.is(Role.OBJECT) && !value.is(Role.LIST)) {
      return pairs;
    }
    for (Entry entry : Value.entries(value)) {
      switch (entry) {
        case Entry.Pair pair when value.is(Role.OBJECT) -> pairs.add(pair);
        case Entry.Item item when Value.inner(item.value()).is(Role.OBJECT) ->
            Value.entries(item.value()).stream()
                .filter(Entry.Pair.class::isInstance)
                .forEach(e -> pairs.add((Entry.Pair) e));
        case Entry.Spread spread -> pairs.addAll(spreadChoice(spread.value()));
        default -> {}
      }
    }
    return pairs;
  }

  /** {@code ...(condition && {…})}. */
  private static List<Entry.Pair> spreadChoice(Node node) {
    Node value = Value.inner(node);
    Node last =
        value.is(Role.CHOICE) ? value.part(Role.CHOICE, 1).map(Value::inner).orElse(value) : value;
    return last.is(Role.OBJECT)
        ? Value.entries(last).stream()
            .filter(Entry.Pair.class::isInstance)
            .map(e -> (Entry.Pair) e)
            .toList()
        : List.of();
  }
}
