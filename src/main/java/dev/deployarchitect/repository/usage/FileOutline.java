package dev.deployarchitect.repository.usage;

import dev.deployarchitect.syntax.code.Chain;
import dev.deployarchitect.syntax.code.Definition;
import dev.deployarchitect.syntax.code.EnvironmentRead;
import dev.deployarchitect.syntax.code.Import;
import dev.deployarchitect.syntax.code.Node;
import dev.deployarchitect.syntax.code.Route;
import dev.deployarchitect.syntax.code.Routes;
import dev.deployarchitect.syntax.code.SyntaxTree;
import dev.deployarchitect.text.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What one file defines, imports, serves and reads. */
public record FileOutline(
    Source source,
    List<Definition> definitions,
    List<Import> imports,
    List<Route> routes,
    List<EnvironmentRead> environment,
    Map<String, List<Integer>> data) {

  public static FileOutline of(SyntaxTree tree) {
    Map<String, List<Integer>> data = new LinkedHashMap<>();
    for (Node node : tree.nodes()) {
      if (Chain.isCall(node)) {
        Chain chain = Chain.of(node);
        DataAccess.any(chain)
            .ifPresent(name ->
                data.computeIfAbsent(name, n -> new ArrayList<>())
                    .add(chain.last().place().span().line()));
      }
    }
    return new FileOutline(
        tree.source(),
        Definition.of(tree),
        Import.of(tree),
        Routes.of(tree),
        EnvironmentRead.of(tree),
        data);
  }

  /** All of it, a line each; its routes and reads before its definitions. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("%s (%d lines)".formatted(source.path(), source.lineCount()));
    routes.forEach(
        r -> lines.add("  route %s %s  :%d".formatted(r.method(), r.path(), r.span().line())));
    if (!environment.isEmpty()) {
      lines.add(
          "  environment "
              + environment.stream()
                  .map(e -> e.name() + " :" + e.span().line())
                  .collect(Collectors.joining(", ")));
    }
    data.forEach((name, at) ->
        lines.add(
            "  database %s  %s"
                .formatted(name, at.stream().map(l -> ":" + l).collect(Collectors.joining(" ")))));
    for (Definition d : definitions) {
      lines.add(
          "  %s%s %s  :%d-%d%s"
              .formatted(
                  d.owner().isEmpty() ? "" : "  ",
                  d.kind(),
                  (d.owner().isEmpty() ? "" : d.owner() + ".") + d.name(),
                  d.span().line(),
                  d.span().endLine(),
                  d.exported() ? "  exported" : ""));
    }
    for (Import one : imports) {
      String names =
          one.names().stream()
              .map(n -> n.there().equals(n.here()) ? n.here() : n.there() + " as " + n.here())
              .collect(Collectors.joining(", "));
      lines.add(
          "  %s %s%s  :%d"
              .formatted(
                  one.passedOn() ? "re-export" : "import",
                  one.module(),
                  names.isEmpty() || names.equals(one.module()) ? "" : " (" + names + ")",
                  one.span().line()));
    }
    return lines;
  }

  /** One line for a folder's list. */
  public String line() {
    List<String> parts = new ArrayList<>();
    part(parts, "routes", routes.stream().map(r -> r.method() + " " + r.path()).toList(), 6);
    part(
        parts,
        "environment",
        environment.stream().map(EnvironmentRead::name).distinct().toList(),
        6);
    part(parts, "database", List.copyOf(data.keySet()), 5);
    part(
        parts,
        "defines",
        definitions.stream()
            .filter(d -> d.owner().isEmpty())
            .map(Definition::name)
            .distinct()
            .toList(),
        8);
    return "%s (%d lines) %s"
        .formatted(source.path(), source.lineCount(), String.join("; ", parts));
  }

  private static void part(List<String> parts, String title, List<String> names, int most) {
    if (!names.isEmpty()) {
      String more = names.size() > most ? ", %d more".formatted(names.size() - most) : "";
      parts.add(
          title + " " + String.join(", ", names.subList(0, Math.min(most, names.size()))) + more);
    }
  }
}
