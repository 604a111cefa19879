package dev.deployarchitect.repository.usage;

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
    for (Value.Entry.Pair pair : pairs(node)) {
      String type = relation(of, pair.key());
      if (type.isEmpty() || depth == 0) {
        continue;
      }
      for (Value.Entry.Pair operation : pairs(pair.value())) {
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

  private static List<Node> written(Value.Entry.Pair operation) {
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
    return pairs(value).stream()
        .filter(p -> p.key().equals(key))
        .map(Value.Entry.Pair::value)
        .toList();
  }

  /** Looks for reads in the arguments of a call on {@code of}; {@code returns} whether rows come back. */
  void arguments(String of, Optional<Node> arguments, Node call, boolean returns) {
    arguments(of, arguments, call, returns, DEPTH);
  }

  private void arguments(
      String of, Optional<Node> arguments, Node call, boolean returns, int depth) {
    List<Value.Entry.Pair> pairs = arguments.map(PrismaCall::pairs).orElse(List.of());
    boolean selects = false;
    for (Value.Entry.Pair pair : pairs) {
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

  private boolean omits(List<Value.Entry.Pair> pairs) {
    return pairs.stream()
        .filter(p -> p.key().equals("omit"))
        .flatMap(p -> pairs(p.value()).stream())
        .anyMatch(p -> p.key().equals(model.field()));
  }

  private void chosen(String of, Value.Entry.Pair selection, int depth) {
    for (Value.Entry.Pair pair : pairs(selection.value())) {
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
    for (Value.Entry.Pair pair : pairs(value)) {
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

  /** The pairs of an object, or of all objects of a list. */
  private static List<Value.Entry.Pair> pairs(Node node) {
    List<Value.Entry.Pair> pairs = new ArrayList<>();
    Node value = Value.inner(node);
    if (value.is(Role.CHOICE)) {
      value.part(Role.CHOICE, 0).ifPresent(c -> pairs.addAll(written(c)));
      value.part(Role.CHOICE, 1).ifPresent(c -> pairs.addAll(written(c)));
    } else {
      pairs.addAll(written(value));
    }
    return pairs;
  }

  private static List<Value.Entry.Pair> written(Node node) {
    Node value = Value.inner(node);
    List<Value.Entry.Pair> pairs = new ArrayList<>();
    if (!value.is(Role.OBJECT) && !value.is(Role.LIST)) {
      return pairs;
    }
    for (Value.Entry entry : Value.entries(value)) {
      switch (entry) {
        case Value.Entry.Pair pair when value.is(Role.OBJECT) -> pairs.add(pair);
        case Value.Entry.Item item when Value.inner(item.value()).is(Role.OBJECT) ->
            Value.entries(item.value()).stream()
                .filter(Value.Entry.Pair.class::isInstance)
                .forEach(e -> pairs.add((Value.Entry.Pair) e));
        case Value.Entry.Spread spread -> pairs.addAll(spreadChoice(spread.value()));
        default -> {}
      }
    }
    return pairs;
  }

  /** {@code ...(condition && {…})}. */
  private static List<Value.Entry.Pair> spreadChoice(Node node) {
    Node value = Value.inner(node);
    Node last =
        value.is(Role.CHOICE) ? value.part(Role.CHOICE, 1).map(Value::inner).orElse(value) : value;
    return last.is(Role.OBJECT)
        ? Value.entries(last).stream()
            .filter(Value.Entry.Pair.class::isInstance)
            .map(e -> (Value.Entry.Pair) e)
            .toList()
        : List.of();
  }
}
