package dev.deployarchitect.repository.usage;

import dev.deployarchitect.syntax.code.Entry;
import dev.deployarchitect.syntax.code.Node;
import dev.deployarchitect.syntax.code.Role;
import dev.deployarchitect.syntax.code.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the arguments of one Prisma call write to a model and read of it, nested ones too. */
final class PrismaCall {
  private static final int DEPTH = 8;
  private static final Set<String> ALIKE =
      Set.of("AND", "OR", "NOT", "is", "isNot", "some", "every", "none");

  private final Model model;
  private final List<Write> writes = new ArrayList<>();
  private final List<Read> reads = new ArrayList<>();

  /** A nested write: how it is reached, and what it writes. */
  record Write(String through, Node values) {}

  /** A read: by what, or {@code *} for every column. */
  record Read(String by, Node place) {}

  PrismaCall(Model model) {
    this.model = model;
  }

  List<Write> writes() {
    return writes;
  }

  List<Read> reads() {
    return reads;
  }

  /** Looks for nested writes in the data of a write to {@code of}. */
  void data(String of, Node values) {
    data(of, values, of, DEPTH);
  }

  private void data(String of, Node node, String through, int depth) {
    for (Entry.Pair pair : PrismaPairs.of(node)) {
      String type = relation(of, pair.key());
      if (type.isEmpty() || depth == 0) {
        continue;
      }
      for (Entry.Pair operation : PrismaPairs.of(pair.value())) {
        for (Node values : written(operation)) {
          String path = through + "." + pair.key() + "." + operation.key();
          if (type.equals(model.name())) {
            writes.add(new Write(path, values));
          }
          data(type, values, path, depth - 1);
        }
      }
    }
  }

  private static List<Node> written(Entry.Pair operation) {
    Node value = operation.value();
    return switch (operation.key()) {
      case "create" -> List.of(value);
      case "createMany", "updateMany" -> parts(value, "data");
      case "update" -> {
        List<Node> data = parts(value, "data");
        yield data.isEmpty() ? List.of(value) : data;
      }
      case "upsert" -> {
        List<Node> both = new ArrayList<>(parts(value, "create"));
        both.addAll(parts(value, "update"));
        yield both;
      }
      case "connectOrCreate" -> parts(value, "create");
      default -> List.of();
    };
  }

  /** The values of a key, of an object or of each in a list. */
  private static List<Node> parts(Node value, String key) {
    return PrismaPairs.of(value).stream()
        .filter(p -> p.key().equals(key))
        .map(Entry.Pair::value)
        .toList();
  }

  /**
   * Looks for reads in the arguments of a call on {@code of}; {@code returns} whether rows come
   * back.
   */
  void arguments(String of, Optional<Node> arguments, Node call, boolean returns) {
    arguments(of, arguments, call, returns, DEPTH);
  }

  private void arguments(
      String of, Optional<Node> arguments, Node call, boolean returns, int depth) {
    List<Entry.Pair> pairs = arguments.map(PrismaPairs::of).orElse(List.of());
    boolean selects = false;
    for (Entry.Pair pair : pairs) {
      switch (pair.key()) {
        case "select", "include" -> {
          selects |= pair.key().equals("select");
          chosen(of, pair, depth);
        }
        case "where" -> condition(of, pair.value(), "where", depth);
        case "orderBy", "by", "distinct", "cursor" ->
            condition(of, pair.value(), pair.key(), depth);
        default -> {}
      }
    }
    if (returns && !selects && of.equals(model.name()) && !omits(pairs)) {
      reads.add(new Read("*", call));
    }
  }

  private boolean omits(List<Entry.Pair> pairs) {
    return pairs.stream()
        .filter(p -> p.key().equals("omit"))
        .flatMap(p -> PrismaPairs.of(p.value()).stream())
        .anyMatch(p -> p.key().equals(model.field()));
  }

  private void chosen(String of, Entry.Pair selection, int depth) {
    for (Entry.Pair pair : PrismaPairs.of(selection.value())) {
      if (of.equals(model.name()) && pair.key().equals(model.field())) {
        reads.add(new Read("select", pair.place()));
      }
      String type = relation(of, pair.key());
      if (!type.isEmpty() && depth > 0 && !pair.value().reads("false")) {
        Node value = Value.inner(pair.value());
        Optional<Node> nested = value.is(Role.OBJECT) ? Optional.of(value) : Optional.empty();
        arguments(type, nested, pair.place(), true, depth - 1);
      }
    }
  }

  private void condition(String of, Node node, String by, int depth) {
    Node value = Value.inner(node);
    if (of.equals(model.name()) && value.is(Role.LIST)) {
      value.children().stream()
          .filter(c -> c.text().replaceAll("[\"']", "").equals(model.field()))
          .forEach(c -> reads.add(new Read(by, c)));
    }
    for (Entry.Pair pair : PrismaPairs.of(value)) {
      if (of.equals(model.name()) && pair.key().equals(model.field())) {
        reads.add(new Read(by, pair.place()));
      }
      String type = ALIKE.contains(pair.key()) ? of : relation(of, pair.key());
      if (!type.isEmpty() && depth > 0) {
        condition(type, pair.value(), by, depth - 1);
      }
    }
  }

  private String relation(String of, String field) {
    return model.relations().containsKey(of)
        ? model.relations().get(of).getOrDefault(field, "")
        : "";
  }
}
