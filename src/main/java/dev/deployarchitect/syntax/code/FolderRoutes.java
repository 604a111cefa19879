package dev.deployarchitect.syntax.code;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Routes that a file serves because of where it lies: Next.js' {@code app} and {@code pages}. */
final class FolderRoutes {
  private static final Set<String> METHODS =
      Set.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");

  private FolderRoutes() {}

  static List<Route> of(SyntaxTree tree) {
    String path = tree.source().path();
    if (!tree.language().isScript()) {
      return List.of();
    }
    List<String> folders = new ArrayList<>(List.of(path.split("/")));
    String file = folders.removeLast().replaceAll("\\.[cm]?[jt]sx?$", "");
    int app = folders.indexOf("app");
    int pages = folders.indexOf("pages");
    if (app >= 0 && file.equals("route")) {
      return handlers(tree, route(folders.subList(app + 1, folders.size())));
    }
    if (app >= 0 && file.equals("page")) {
      String route = route(folders.subList(app + 1, folders.size()));
      return List.of(new Route("PAGE", route, tree.root().span().firstLine()));
    }
    boolean api = pages >= 0 && folders.size() > pages + 1 && folders.get(pages + 1).equals("api");
    if (api) {
      List<String> parts = new ArrayList<>(folders.subList(pages + 1, folders.size()));
      if (!file.equals("index")) {
        parts.add(file);
      }
      return List.of(new Route("ANY", route(parts), tree.root().span().firstLine()));
    }
    return List.of();
  }

  private static String route(List<String> folders) {
    List<String> shown =
        folders.stream().filter(f -> !f.startsWith("@") && !f.matches("\\(.*\\)")).toList();
    return "/" + String.join("/", shown);
  }

  private static List<Route> handlers(SyntaxTree tree, String route) {
    List<Route> routes = new ArrayList<>();
    for (Node node : tree.nodes()) {
      boolean exported =
          node.is(Role.NAME)
              && METHODS.contains(node.text())
              && (node.field().equals("name") || node.field().equals("alias"))
              && node.upwards(5).stream().anyMatch(n -> n.is(Role.EXPORT))
              && node.around(Role.SCOPE)
                  .map(s -> s.start() <= node.start() && isNamed(s, node))
                  .orElse(true);
      if (exported) {
        routes.add(new Route(node.text(), route, node.span()));
      }
    }
    return routes;
  }

  private static boolean isNamed(Node scope, Node name) {
    return scope.child("name").filter(name::equals).isPresent()
        && scope.around(Role.SCOPE).isEmpty();
  }
}
