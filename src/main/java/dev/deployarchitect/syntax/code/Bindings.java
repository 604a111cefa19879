package dev.deployarchitect.syntax.code;

import dev.deployarchitect.interrupt.Interruption;
import java.util.List;
import java.util.Optional;

/** Which local name a use of it means: the innermost scope that binds it. */
public final class Bindings {
  private Bindings() {}

  /**
   * Where a name is bound.
   *
   * @param value what it is first set to, where that is written; none for parameters and patterns
   * @param scope where it can be seen
   */
  public record Binding(Node place, Optional<Node> value, Node scope) {}

  /** The binding that a name at this place means; none where it comes from elsewhere. */
  public static Optional<Binding> of(Node name) {
    String text = Literal.name(name.text());
    Node around = name;
    while (around.index() != 0) {
      around = owner(around.parent().get());
      Optional<Binding> found = in(around, text, name);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<Binding> in(Node scope, String name, Node use) {
    Interruption.check();
    // What binds a variable stands before its use.
    for (Node node : scope.descendants()) {
      if (node.index() > use.index()) {
        break;
      }
      if (node.is(Role.NAME) && Literal.name(node.text()).equals(name)) {
        Optional<Binding> bound = binding(node, scope);
        if (bound.isPresent()) {
          return bound;
        }
      }
    }
    return Optional.empty();
  }

  /** The binding that this name makes in exactly this scope. */
  private static Optional<Binding> binding(Node name, Node scope) {
    List<Node> path = name.upwards(30);
    for (int i = 1; i < path.size(); i++) {
      Node around = path.get(i);
      Node below = path.get(i - 1);
      if (around.is(Role.PARAMETER) || below.field().equals("parameter")) {
        boolean isDefault = below.field().equals("value") || below.is(Role.TYPE);
        boolean mine = around.parent().map(p -> owner(p).equals(scope)).orElse(false);
        return mine && !isDefault && !isType(name)
            ? Optional.of(new Binding(name, Optional.empty(), scope))
            : Optional.empty();
      }
      if (around.is(Role.VARIABLE)) {
        Optional<Node> left = around.part(Role.VARIABLE, 0);
        boolean binds = left.isPresent() && left.get().holds(name) && !left.get().is(Role.MEMBER);
        boolean plain = binds && Value.inner(left.get()).equals(name);
        return binds && owner(around).equals(scope)
            ? Optional.of(
                new Binding(
                    name,
                    plain ? around.part(Role.VARIABLE, 1).map(Value::inner) : Optional.empty(),
                    scope))
            : Optional.empty();
      }
      if (around.is(Role.SCOPE) || around.is(Role.OBJECT) || Chain.isCall(around)) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static boolean isType(Node name) {
    return name.is("type_identifier") || name.field().equals("type");
  }

  /** The function that a binding is a parameter of. */
  static Optional<String> function(Binding binding) {
    Node scope = binding.scope();
    Optional<Node> name =
        scope
            .child("name")
            .or(() ->
                scope
                    .parent()
                    .filter(p -> p.is(Role.VARIABLE))
                    .flatMap(p -> p.part(Role.VARIABLE, 0)));
    boolean parameter =
        binding.value().isEmpty()
            && binding.place().upwards(8).stream().anyMatch(n -> n.is(Role.PARAMETER));
    return parameter ? name.map(Node::text) : Optional.empty();
  }

  private static Node owner(Node node) {
    return node.is(Role.SCOPE) ? node : node.around(Role.SCOPE).orElse(node.tree().root());
  }
}
