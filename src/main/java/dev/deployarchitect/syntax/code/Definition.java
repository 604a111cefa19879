package dev.deployarchitect.syntax.code;

import dev.deployarchitect.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Something that a file defines.
 *
 * @param kind as a reader calls it: function, method, class, type or constant
 * @param owner the class or type it is in, or an empty text
 * @param exported whether other files can name it, where the language says so by a word
 */
public record Definition(String kind, String name, String owner, Span span, boolean exported) {

  /** Definitions of a file in order; local ones are left out. */
  public static List<Definition> of(SyntaxTree tree) {
    List<Definition> found = new ArrayList<>();
    tree.nodes().forEach(node -> read(node).ifPresent(found::add));
    return found;
  }

  private static Optional<Definition> read(Node node) {
    if (node.is(Role.VARIABLE)) {
      return constant(node);
    }
    String kind =
        node.is(Role.FUNCTION)
            ? "function"
            : node.is(Role.METHOD)
                ? "method"
                : node.is(Role.CLASS) ? "class" : node.is(Role.TYPE) ? "type" : "";
    if (kind.isEmpty()
        || isLocal(node)
        || node.parent().filter(p -> p.is(Role.OBJECT)).isPresent()) {
      return Optional.empty();
    }
    Role role = Role.valueOf(kind.toUpperCase(Locale.ROOT));
    String owner = owner(node);
    // Python's grammar knows functions only.
    String told = kind.equals("function") && !owner.isEmpty() ? "method" : kind;
    return node.part(role, 0)
        .map(n -> new Definition(told, n.text(), owner, node.span(), isExported(node)));
  }

  private static Optional<Definition> constant(Node node) {
    Optional<Node> name = node.part(Role.VARIABLE, 0).map(Value::inner);
    if (name.isEmpty() || !name.get().is(Role.NAME) || isLocal(node) || !owner(node).isEmpty()) {
      return Optional.empty();
    }
    boolean calls =
        node.part(Role.VARIABLE, 1).filter(v -> Value.inner(v).is(Role.LAMBDA)).isPresent();
    return Optional.of(
        new Definition(
            calls ? "function" : "constant", name.get().text(), "", node.span(), isExported(node)));
  }

  private static boolean isLocal(Node node) {
    return node.around(Role.SCOPE).isPresent();
  }

  private static String owner(Node node) {
    if (node.is("method_declaration") && node.child("receiver").isPresent()) {
      String receiver = node.child("receiver").get().text();
      return receiver.replaceAll(".*[ *(]([A-Za-z_]\\w*)(\\[[^\\]]*])?\\)$", "$1");
    }
    return node.around(Role.CLASS)
        .flatMap(c -> c.part(Role.CLASS, 0))
        .or(() -> node.around(Role.TYPE).flatMap(t -> t.part(Role.TYPE, 0)))
        .map(Node::text)
        .orElse("");
  }

  private static boolean isExported(Node node) {
    return node.upwards(4).stream().anyMatch(n -> n.is(Role.EXPORT));
  }
}
