package dev.deployarchitect.repository.usage;

import dev.deployarchitect.syntax.code.Link;
import dev.deployarchitect.syntax.code.Chain;
import dev.deployarchitect.syntax.code.Literal;
import dev.deployarchitect.syntax.code.Node;
import dev.deployarchitect.syntax.code.Role;
import dev.deployarchitect.syntax.code.SyntaxTree;
import dev.deployarchitect.text.Span;
import java.util.Optional;
import java.util.Set;

/** Where a field is declared, validated, assigned and read by its name. */
final class FieldSearch {
  private static final Set<String> SCHEMAS =
      Set.of(
          "object",
          "strictObject",
          "looseObject",
          "extend",
          "safeExtend",
          "shape",
          "keys",
          "Object");
  private static final Set<String> TABLES =
      Set.of("pgTable", "mysqlTable", "sqliteTable", "table", "define", "Schema", "createTable");
  private static final Set<String> RULES =
      Set.of(
          "validates",
          "validate",
          "validates_presence_of",
          "validates_uniqueness_of",
          "permit",
          "expect",
          "rules");

  private final Model model;
  private final Adding adding;

  /** Who takes what is found. */
  @FunctionalInterface
  interface Adding {
    void add(Usage.Part part, Span span, String note);
  }

  FieldSearch(Model model, Adding adding) {
    this.model = model;
    this.adding = adding;
  }

  void search(SyntaxTree tree) {
    for (Node node : tree.nodes()) {
      if (model.field().isEmpty()) {
        declaredModel(node);
      } else if (isName(node) && FieldNames.same(Literal.name(node.text()), model.field())) {
        use(node);
      } else if (node.is(Role.STRING)
          && Literal.of(node).filter(model.field()::equals).isPresent()) {
        text(node);
      } else if (node.is(Role.METHOD_CALL) || node.is(Role.CALL)) {
        setter(node);
      }
    }
  }

  private static boolean isName(Node node) {
    return (node.is(Role.NAME) && !node.is(Role.STRING)) || node.is("hash_key_symbol");
  }

  private void declaredModel(Node node) {
    Optional<Node> name = node.part(Role.CLASS, 0).or(() -> node.part(Role.TYPE, 0));
    if (name.filter(n -> n.reads(model.name())).isPresent()) {
      adding.add(Usage.Part.DEFINITION, name.get().span(), "");
    }
  }

  private void use(Node name) {
    Optional<Node> pair = pairOf(name);
    if (pair.isPresent()) {
      key(pair.get());
      return;
    }
    Optional<Node> member = name.parent().filter(p -> p.is(Role.MEMBER) || p.is(Role.METHOD_CALL));
    if (member.isPresent() && Chain.of(member.get()).last().place().equals(name)) {
      accessed(member.get(), name);
      return;
    }
    if (isDeclared(name)) {
      boolean mine = FieldNames.normal(owner(name)).equals(FieldNames.normal(model.name()));
      if (mine) {
        adding.add(Usage.Part.DEFINITION, name.span(), "");
      } else if (validates(name)) {
        adding.add(Usage.Part.VALIDATION, name.span(), "in " + owner(name));
      }
    }
  }

  private static Optional<Node> pairOf(Node name) {
    Optional<Node> parent = name.parent();
    if (parent.filter(p -> p.is("literal_element")).isPresent()) {
      parent = parent.flatMap(Node::parent);
    }
    return parent
        .filter(p -> p.is(Role.PAIR))
        .filter(p -> p.part(Role.PAIR, 0).filter(k -> k.holds(name)).isPresent());
  }

  /** A key of an object: of a schema that validates, or of a table's definition. */
  private void key(Node pair) {
    Optional<Node> call = pair.upwards(7).stream().skip(1).filter(Chain::isCall).findFirst();
    if (call.isEmpty()) {
      return;
    }
    Chain chain = Chain.of(call.get());
    String name = chain.last().name();
    String holder = holder(call.get());
    if (TABLES.contains(name) || name.endsWith("Table")) {
      String table = chain.last().argument(0).flatMap(Literal::of).orElse(holder);
      if (model.isTable(table)
          || model.isTable(holder)
          || model.isTable(holder.replaceAll("(?i)(schema|model)$", ""))) {
        adding.add(Usage.Part.DEFINITION, pair.span(), "");
      }
    } else if (SCHEMAS.contains(name) && isDirect(pair, call.get())) {
      adding.add(
          Usage.Part.VALIDATION,
          pair.span(),
          Literal.brief(pair.text(), 60) + (holder.isEmpty() ? "" : " in " + holder));
    }
  }

  private static boolean isDirect(Node pair, Node call) {
    Optional<Node> object = pair.parent();
    return object.flatMap(Node::parent).flatMap(Node::parent).filter(call::equals).isPresent();
  }

  private static String holder(Node node) {
    return node.around(Role.VARIABLE)
        .flatMap(v -> v.part(Role.VARIABLE, 0))
        .map(Node::text)
        .orElse("");
  }

  private void accessed(Node member, Node name) {
    Chain chain = Chain.of(member);
    Optional<Node> assign =
        member
            .parent()
            .filter(p -> p.is("expression_list"))
            .or(() -> Optional.of(member))
            .flatMap(Node::parent)
            .filter(p -> p.is(Role.ASSIGN))
            .filter(p -> p.part(Role.ASSIGN, 0).filter(l -> l.holds(name)).isPresent());
    String owner = chain.owner().map(Link::name).orElse("");
    boolean mine = isOwner(owner);
    if (assign.isPresent()) {
      adding.add(
          mine ? Usage.Part.WRITER : Usage.Part.ASSIGNED,
          name.span(),
          mine
              ? "SETS it by assignment to `%s` (its type is told by its name)"
                  .formatted(Literal.brief(member.text(), 40))
              : "");
    } else {
      adding.add(Usage.Part.NAMED, name.span(), "");
    }
  }

  private boolean isOwner(String owner) {
    String plain = FieldNames.normal(owner);
    String mine = FieldNames.normal(model.name());
    return !plain.isEmpty() && (plain.equals(mine) || plain.endsWith(mine));
  }

  /** {@code user.setPhone(…)}. */
  private void setter(Node call) {
    Chain chain = Chain.of(call);
    String name = chain.last().name();
    if (name.length() > 3
        && name.startsWith("set")
        && Character.isUpperCase(name.charAt(3))
        && FieldNames.same(name.substring(3), model.field())
        && chain.owner().isPresent()) {
      boolean mine = isOwner(chain.owner().get().name());
      adding.add(
          mine ? Usage.Part.WRITER : Usage.Part.ASSIGNED,
          chain.last().place().span(),
          mine ? "SETS it by its setter (the object's type is told by its name)" : "");
    }
  }

  /** A field's name as a text or symbol: of rules for it. */
  private void text(Node string) {
    for (Node around : string.upwards(6).subList(1, string.upwards(6).size())) {
      if (Chain.isCall(around)) {
        String name = Chain.of(around).last().name();
        if (RULES.contains(name)) {
          adding.add(Usage.Part.VALIDATION, string.span(), "");
        }
        return;
      }
    }
  }

  private static boolean isDeclared(Node name) {
    return (name.field().equals("name") && !name.parent().get().is(Role.PARAMETER))
        || (name.field().equals("left") && name.parent().get().is(Role.VARIABLE))
        || (name.field().equals("property") && name.parent().get().is(Role.VARIABLE));
  }

  private static String owner(Node name) {
    if (name.around(Role.SCOPE).isPresent()) {
      return "";
    }
    return name.around(Role.CLASS)
        .flatMap(c -> c.part(Role.CLASS, 0))
        .or(() -> name.around(Role.TYPE).flatMap(c -> c.part(Role.TYPE, 0)))
        .map(Node::text)
        .orElse("");
  }

  private static boolean validates(Node name) {
    return name.around(Role.CLASS)
        .filter(c ->
            c.text()
                .lines()
                .limit(3)
                .anyMatch(
                    l -> l.matches(".*(BaseModel|Serializer|Form|Schema|Dto|DTO|Request|Input).*")))
        .isPresent();
  }
}
