package dev.deployarchitect.repository.usage;

import dev.deployarchitect.syntax.code.Link;
import dev.deployarchitect.syntax.code.Entry;
import dev.deployarchitect.syntax.code.Chain;
import dev.deployarchitect.syntax.code.CodeTables;
import dev.deployarchitect.syntax.code.Literal;
import dev.deployarchitect.syntax.code.Node;
import dev.deployarchitect.syntax.code.Role;
import dev.deployarchitect.syntax.code.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Calls of database libraries; the table is {@code code/data-access.txt}. */
record DataAccess(String family, String kind, String operation, List<Node> values) {
  private static final Pattern CLIENT =
      Pattern.compile("(?i).*(prisma|db|tx|trx|client|database|orm|conn).*");
  private static final Set<String> ARGUMENTS =
      Set.of(
          "data",
          "where",
          "select",
          "include",
          "orderBy",
          "take",
          "skip",
          "cursor",
          "distinct",
          "create",
          "update",
          "by",
          "having",
          "_count",
          "_sum",
          "_avg",
          "_min",
          "_max",
          "omit",
          "skipDuplicates",
          "relationLoadStrategy");

  /** Operations whose own first argument is the table. */
  private static final Set<String> TAKES_TABLE =
      Set.of(
          "save", "create", "delete", "from", "find", "findOne", "query", "get", "select", "First",
          "Find", "Delete");

  private record Row(
      String family, String owner, String kind, Set<String> operations, List<String> values) {}

  private static final List<Row> ROWS =
      CodeTables.lines("data-access").stream()
          .map(l -> List.of(l.split(" +")))
          .map(w ->
              new Row(
                  w.get(0),
                  w.get(1),
                  w.get(2),
                  Set.of(w.get(3).split(",")),
                  w.subList(4, w.size())))
          .toList();

  /** The access that a Prisma call makes, and on which delegate. */
  static Optional<DataAccess> prisma(Chain chain) {
    Optional<Link> owner = chain.owner();
    if (owner.isEmpty() || chain.made() || owner.get().arguments().isPresent()) {
      return Optional.empty();
    }
    return row("delegate", chain.last().name())
        .filter(r -> isPrisma(chain))
        .map(r -> access(r, chain));
  }

  private static boolean isPrisma(Chain chain) {
    int at = chain.links().size() - 3;
    boolean client = at >= 0 && CLIENT.matcher(chain.links().get(at).name()).matches();
    Optional<Node> first = chain.last().argument(0).map(Value::inner);
    if (first.filter(f -> f.is(Role.OBJECT)).isEmpty()) {
      return client;
    }
    List<Entry> entries = Value.entries(first.get());
    boolean known =
        entries.stream().anyMatch(e -> e instanceof Entry.Pair p && ARGUMENTS.contains(p.key()));
    return known || (client && entries.stream().anyMatch(Entry.Spread.class::isInstance));
  }

  /** The access that a call makes to a model or table of this name, by other libraries. */
  static Optional<DataAccess> of(Chain chain, String model) {
    String name = chain.last().name();
    String dotted = chain.owner().map(o -> o.name() + "." + name).orElse(name);
    if (chain.made() || chain.links().size() == 1) {
      return made(chain, model);
    }
    if (onClass(chain, model)) {
      return row("class", dotted).or(() -> row("class", name)).map(r -> access(r, chain));
    }
    boolean before = onArgument(chain.links().subList(0, chain.links().size() - 1), model);
    if (before || onArgument(List.of(chain.last()), model)) {
      return row("argument", name)
          .filter(r -> before || TAKES_TABLE.contains(name))
          .map(r -> access(r, chain));
    }
    return onInstance(chain, model)
        ? row("instance", name).map(r -> access(r, chain)).filter(a -> !a.values().isEmpty())
        : Optional.empty();
  }

  /** What a call does to a table, whichever: {@code user.create}; for an outline. */
  static Optional<String> any(Chain chain) {
    if (prisma(chain).isPresent()) {
      return Optional.of(chain.owner().get().name() + "." + chain.last().name());
    }
    if (chain.made() || chain.links().size() < 2) {
      return Optional.empty();
    }
    String name = chain.last().name();
    String first = chain.first().name();
    boolean manager = chain.owner().get().name().equals("objects");
    boolean script = chain.node().tree().language().isScript();
    if (manager || (!script && isRecord(chain) && row("class", name).isPresent())) {
      return Optional.of(first + "." + name);
    }
    boolean client = CLIENT.matcher(first).matches();
    Optional<Node> table =
        chain.links().stream()
            .filter(l -> l.name().matches("insert|update|delete|from|table"))
            .flatMap(l -> l.argument(0).stream())
            .findFirst();
    boolean ends = name.matches("values|set|from|delete|insert|upsert|update");
    return client && ends && table.isPresent()
        ? Optional.of(name + " " + Literal.of(table.get()).orElse(table.get().text()))
        : Optional.empty();
  }

  /** {@code User.where}, {@code User::create}: a class of few words, none of the platform's. */
  private static boolean isRecord(Chain chain) {
    String first = chain.first().name();
    String language = chain.node().tree().language().name();
    return (language.equals("ruby") || language.equals("php"))
        && first.matches("[A-Z][a-z]\\w*")
        && !first.matches(
            "File|Dir|Time|Date|Hash|Array|Struct|Class|Module|Set|Route|Cache|Log|Http|Rails|ENV|Schema|Config|Str|Arr|Carbon|Request|Response|Process|Thread|Proc|Regexp|String|Integer|Net|URI|JSON|YAML|Logger|Object");
  }

  private static Optional<Row> row(String owner, String operation) {
    return ROWS.stream()
        .filter(r -> r.owner().equals(owner) && r.operations().contains(operation))
        .findFirst();
  }

  private static DataAccess access(Row row, Chain chain) {
    List<Node> values = new ArrayList<>();
    for (String selector : row.values()) {
      value(selector, chain.last()).ifPresent(values::add);
    }
    return new DataAccess(row.family(), row.kind(), chain.last().name(), List.copyOf(values));
  }

  private static Optional<Node> value(String selector, Link call) {
    List<String> steps = List.of(selector.split("\\."));
    Optional<Node> at =
        steps.getFirst().equals("args")
            ? call.arguments().filter(DataAccess::hasNamed)
            : call.argument(Integer.parseInt(steps.getFirst().substring(1)));
    for (String key : steps.subList(1, steps.size())) {
      Optional<Node> holder = at.map(Value::inner);
      at = holder.flatMap(h -> Value.of(h, key));
      // An argument that is no object hides what is in it.
      if (at.isEmpty() && holder.filter(DataAccess::isHidden).isPresent()) {
        return holder;
      }
    }
    return at.filter(n -> !n.is(Role.STRING));
  }

  private static boolean isHidden(Node node) {
    return (!node.is(Role.OBJECT) && !node.is("argument_list") && !node.is("arguments"))
        || Value.entries(node).stream().anyMatch(Entry.Spread.class::isInstance);
  }

  private static boolean hasNamed(Node arguments) {
    return Value.entries(arguments).stream().anyMatch(e -> !(e instanceof Entry.Item));
  }

  /** {@code new User(…)}, {@code User(phone=…)}, {@code User{…}}. */
  private static Optional<DataAccess> made(Chain chain, String model) {
    Link link = chain.last();
    boolean calls = chain.made() || chain.node().tree().language().name().equals("python");
    if (!calls || !link.name().equals(model) || !Character.isUpperCase(model.charAt(0))) {
      return Optional.empty();
    }
    return link.braces()
        .or(() -> link.arguments().filter(DataAccess::hasNamed))
        .or(() -> link.argument(0).filter(a -> Value.inner(a).is(Role.OBJECT)))
        .map(v -> new DataAccess("object", "write", "new " + model, List.of(v)));
  }

  private static boolean onClass(Chain chain, String model) {
    return chain.links().subList(0, chain.links().size() - 1).stream()
        .limit(3)
        .anyMatch(l ->
            l.name().equals(model)
                && l.arguments().isEmpty()
                && Character.isUpperCase(model.charAt(0)));
  }

  private static boolean onArgument(List<Link> links, String model) {
    return links.stream().flatMap(l -> l.argument(0).stream()).anyMatch(a -> named(a, model));
  }

  private static boolean named(Node argument, String model) {
    Node inner = Value.inner(argument);
    if (inner.is(Role.STRING)) {
      return Literal.of(inner)
          .filter(t -> FieldNames.normal(t).equals(FieldNames.normal(model)))
          .isPresent();
    }
    boolean plain = inner.is(Role.NAME) || inner.is(Role.MEMBER) || inner.is(Role.NEW);
    return plain
        && FieldNames.normal(Chain.of(inner).last().name()).equals(FieldNames.normal(model));
  }

  private static boolean onInstance(Chain chain, String model) {
    String owner = chain.owner().map(Link::name).orElse("");
    String plain =
        FieldNames.normal(owner.replaceAll("(?i)(repository|repo|model|dao|store|service)$", ""));
    return plain.equals(FieldNames.normal(model))
        || (owner.endsWith(model) && !owner.equals(model));
  }
}
