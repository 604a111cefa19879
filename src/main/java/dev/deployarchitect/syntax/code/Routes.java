package dev.deployarchitect.syntax.code;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Routes that a file declares in its code; the table is {@code code/routes.txt}. */
public final class Routes {
  private static final Map<String, Set<String>> TABLE = new HashMap<>();

  static {
    for (String line : CodeTables.lines("routes")) {
      List<String> words = List.of(line.split(" +"));
      boolean client = words.getFirst().equals("client");
      String key = client ? "client" : words.get(0) + " " + words.get(1);
      TABLE.put(key, Set.copyOf(new TreeSet<>(words.subList(client ? 1 : 2, words.size()))));
    }
  }

  private Routes() {}

  /** The routes of a file, by its path and by its code. */
  public static List<Route> of(SyntaxTree tree) {
    List<Route> found = new ArrayList<>(FolderRoutes.of(tree));
    String language = tree.language().isScript() ? "script" : tree.language().name();
    Set<String> calls = TABLE.getOrDefault("call " + language, Set.of());
    Set<String> marks = TABLE.getOrDefault("mark " + language, Set.of());
    for (Node node : tree.nodes()) {
      if (node.is(Role.CALL) || node.is(Role.METHOD_CALL)) {
        called(node, calls, language).ifPresent(found::add);
      } else if (node.is(Role.MARK)) {
        marked(node, marks, language).ifPresent(found::add);
      }
    }
    return found;
  }

  private static Optional<Route> called(Node node, Set<String> names, String language) {
    Chain chain = Chain.of(node);
    String name = chain.last().name();
    if (!names.contains(name) || !isServer(chain, language, node)) {
      return Optional.empty();
    }
    Optional<Node> first = chain.last().argument(0);
    Optional<String> path = first.flatMap(Literal::of);
    if (name.equals("root")) {
      return Optional.of(new Route("GET", "/", node.span()));
    }
    if (includes(chain)) {
      return Optional.empty();
    }
    boolean fits =
        switch (language) {
          case "script", "go", "csharp" ->
              path.filter(p -> isPath(p)).isPresent() && handled(chain);
          default -> path.isPresent();
        };
    return fits
        ? Optional.of(
            new Route(method(name), joined(around(node, language), path.get()), node.span()))
        : Optional.empty();
  }

  /** {@code path("api/", include([…]))}: the routes in it are told themselves. */
  private static boolean includes(Chain chain) {
    return chain
        .last()
        .argument(1)
        .filter(Chain::isCall)
        .map(Chain::of)
        .filter(c -> c.last().name().equals("include"))
        .flatMap(c -> c.last().argument(0))
        .filter(a -> Value.inner(a).is(Role.LIST))
        .isPresent();
  }

  /**
   * What the calls around one put before its path: {@code namespace :api do}, {@code path("api/",
   * include([…]))}.
   */
  private static String around(Node node, String language) {
    Set<String> names = TABLE.getOrDefault("around " + language, Set.of());
    if (names.isEmpty()) {
      return "";
    }
    String prefix = "";
    for (Node above : node.upwards(60).stream().skip(1).toList()) {
      if (above.is(Role.CALL) || above.is(Role.METHOD_CALL)) {
        Chain chain = Chain.of(above);
        Optional<String> path = chain.last().argument(0).flatMap(Literal::of);
        if (names.contains(chain.last().name()) && path.isPresent()) {
          prefix = path.get().replaceAll("^\\^|\\$$", "") + "/" + prefix;
        }
      }
    }
    return prefix;
  }

  private static boolean isPath(String text) {
    return text.startsWith("/") || text.matches("[A-Z]+ /.*");
  }

  /** A handler stands behind the path; settings alone are a client's. */
  private static boolean handled(Chain chain) {
    return chain
        .last()
        .arguments()
        .map(Value::entries)
        .filter(e -> e.size() >= 2)
        .filter(e -> !(e.getLast() instanceof Entry.Item i && i.value().is(Role.OBJECT)))
        .isPresent();
  }

  private static boolean isServer(Chain chain, String language, Node node) {
    String path = node.tree().source().path();
    return switch (language) {
      case "python" -> chain.links().size() == 1 && path.endsWith("urls.py");
      case "ruby" ->
          chain.links().size() == 1
              && (path.endsWith("routes.rb") || path.contains("config/routes/"));
      case "php" -> chain.first().name().equals("Route") || chain.first().name().equals("app");
      default ->
          chain.links().size() >= 2
              && !TABLE.get("client").contains(chain.owner().get().name())
              && !chain.first().name().equals("?");
    };
  }

  private static Optional<Route> marked(Node node, Set<String> names, String language) {
    Chain chain = markChain(node);
    if (!names.contains(chain.last().name()) || isOnClass(node)) {
      return Optional.empty();
    }
    if (language.equals("python") && chain.links().size() < 2) {
      return Optional.empty();
    }
    Optional<Node> arguments = chain.last().arguments();
    String path = arguments.map(Routes::path).orElse("");
    String method =
        arguments
            .flatMap(a -> Value.of(a, "methods").or(() -> Value.of(a, "method")))
            .map(m -> m.text().replaceAll("[^A-Z,]", ""))
            .orElse(method(chain.last().name()));
    return Optional.of(
        new Route(method, joined(prefix(node, language) + "/", path), node.span().firstLine()));
  }

  private static String path(Node arguments) {
    return Value.item(arguments, 0)
        .or(() -> Value.of(arguments, "value"))
        .or(() -> Value.of(arguments, "path"))
        .flatMap(Literal::of)
        .orElse("");
  }

  /** A mark read as a call: its name and arguments. */
  private static Chain markChain(Node mark) {
    Optional<Node> name = mark.part(Role.MARK, 0);
    if (name.isPresent()) {
      Link link =
          new Link(
              Literal.name(name.get().text()), mark, mark.part(Role.MARK, 1), Optional.empty());
      return new Chain(mark, List.of(link), false);
    }
    List<Node> children = mark.children();
    return Chain.of(children.isEmpty() ? mark : children.getFirst());
  }

  private static boolean isOnClass(Node mark) {
    Optional<Node> target = target(mark);
    return target.filter(t -> t.is(Role.CLASS)).isPresent();
  }

  /** What a mark stands on: what holds it, or what comes next to it. */
  private static Optional<Node> target(Node mark) {
    Node holder = mark;
    for (Node around : mark.upwards(8)) {
      if (around.is(Role.CLASS) || around.is(Role.METHOD) || around.is(Role.FUNCTION)) {
        return Optional.of(around);
      }
      if (around.is("decorated_definition") || around.is(Role.EXPORT)) {
        return around.children().stream().filter(c -> !c.is(Role.MARK)).findFirst();
      }
      if (around.is("class_body")) {
        int at = holder.index();
        return around.children().stream()
            .filter(c -> c.index() > at && !c.is(Role.MARK))
            .findFirst();
      }
      holder = around;
    }
    return Optional.empty();
  }

  private static String prefix(Node mark, String language) {
    Set<String> prefixes = TABLE.getOrDefault("prefix " + language, Set.of());
    Optional<Node> owner = mark.around(Role.CLASS);
    if (prefixes.isEmpty() || owner.isEmpty()) {
      return "";
    }
    Node holder = owner.get().parent().filter(p -> p.is(Role.EXPORT)).orElse(owner.get());
    for (Node node : holder.descendants()) {
      if (node.is(Role.MARK)
          && prefixes.contains(markChain(node).last().name())
          && isOnClass(node)) {
        return markChain(node).last().arguments().map(Routes::path).orElse("");
      }
    }
    return "";
  }

  private static String method(String name) {
    String upper = name.toUpperCase(Locale.ROOT).replaceAll("^(MAP|HTTP)|MAPPING$", "");
    return switch (upper) {
      case "GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD" -> upper;
      default -> "ANY";
    };
  }

  private static String joined(String prefix, String path) {
    if (prefix.isEmpty()) {
      return slashed(path);
    }
    String own = path.replaceAll("^\\^", "");
    String all = slashed((prefix + "/" + own).replaceAll("/{2,}", "/"));
    boolean bare = own.isEmpty() || own.equals("/");
    return bare && all.length() > 1 ? all.replaceAll("/$", "") : all;
  }

  private static String slashed(String path) {
    return path.startsWith("/") || path.matches("[A-Z]+ /.*") || path.startsWith("^")
        ? path
        : "/" + path;
  }
}
