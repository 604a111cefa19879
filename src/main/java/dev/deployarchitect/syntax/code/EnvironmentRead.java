package dev.deployarchitect.syntax.code;

import dev.deployarchitect.text.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A place that reads an environment variable; the table is {@code code/environment.txt}. */
public record EnvironmentRead(String name, Span span) {
  private static final Set<String> GETS = new HashSet<>();
  private static final Set<String> CALLS = new HashSet<>();

  /** Functions of a common name: only names in capitals are variables. */
  private static final Set<String> COMMON =
      Set.of("config", "env", "configService.get", "configService.getOrThrow");

  static {
    for (String line : CodeTables.lines("environment")) {
      (line.startsWith("get ") ? GETS : CALLS).add(line.substring(line.indexOf(' ') + 1));
    }
  }

  /** All reads of a file; a name that is computed is given as {@code ?}. */
  public static List<EnvironmentRead> of(SyntaxTree tree) {
    List<EnvironmentRead> found = new ArrayList<>();
    String text = tree.source().text();
    if (!text.contains("env") && !text.contains("ENV") && !text.contains("Env")) {
      return found;
    }
    for (Node node : tree.nodes()) {
      if (node.is(Role.MEMBER) || node.is(Role.INDEX)) {
        got(node).ifPresent(found::add);
      } else if (node.is(Role.CALL) || node.is(Role.METHOD_CALL)) {
        called(node).ifPresent(found::add);
      } else if (node.is(Role.VARIABLE)) {
        found.addAll(taken(node));
      } else if (node.is(Role.MARK)) {
        injected(node).ifPresent(found::add);
      }
    }
    return found;
  }

  private static Optional<EnvironmentRead> got(Node node) {
    Chain chain = Chain.of(node);
    if (chain.links().size() < 2 || chain.links().size() > 4) {
      return Optional.empty();
    }
    String names = chain.names();
    String name = chain.last().name();
    String before = names.substring(0, Math.max(0, names.length() - name.length() - 1));
    return GETS.contains(before.startsWith("this.") ? before.substring(5) : before)
            && chain.last().arguments().isEmpty()
        ? Optional.of(new EnvironmentRead(name.equals("[]") ? "?" : name, node.span()))
        : Optional.empty();
  }

  private static Optional<EnvironmentRead> called(Node node) {
    Chain chain = Chain.of(node);
    String names = chain.names();
    String plain = names.startsWith("this.") ? names.substring(5) : names;
    if (!CALLS.contains(plain)) {
      return Optional.empty();
    }
    return chain
        .last()
        .argument(0)
        .flatMap(Literal::of)
        .filter(n -> n.matches(COMMON.contains(plain) ? "[A-Z][A-Z0-9_]*" : "\\w+"))
        .map(n -> new EnvironmentRead(n, node.span()));
  }

  /** {@code const { PORT } = process.env}. */
  private static List<EnvironmentRead> taken(Node node) {
    Optional<Node> left = node.part(Role.VARIABLE, 0).filter(l -> l.is("object_pattern"));
    Optional<Node> right = node.part(Role.VARIABLE, 1);
    if (left.isEmpty() || right.isEmpty() || !GETS.contains(Chain.of(right.get()).names())) {
      return List.of();
    }
    return left.get().children().stream()
        .map(c -> c.child("key").or(() -> c.child("left")).orElse(c))
        .map(c -> new EnvironmentRead(c.text(), c.span()))
        .toList();
  }

  /** {@code @Value("${NAME:default}")}. */
  private static Optional<EnvironmentRead> injected(Node node) {
    return node.part(Role.MARK, 1)
        .filter(a -> node.part(Role.MARK, 0).filter(n -> n.reads("Value")).isPresent())
        .flatMap(a -> Value.item(a, 0))
        .flatMap(Literal::of)
        .filter(t -> t.startsWith("${"))
        .map(t -> new EnvironmentRead(t.replaceAll("^\\$\\{([^:}]+).*", "$1"), node.span()));
  }
}
