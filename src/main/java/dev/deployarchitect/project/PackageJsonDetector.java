package dev.deployarchitect.project;

import dev.deployarchitect.syntax.node.Document;
import dev.deployarchitect.syntax.node.JsonReader;
import dev.deployarchitect.syntax.node.Node;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.workspace.Workspace;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** Package manager pin, engines, scripts and the known libraries of every {@code package.json}. */
final class PackageJsonDetector implements Detector {

  @Override
  public void detect(Workspace workspace, Consumer<Fact> facts) {
    workspace.paths(PackageJsonDetector::isManifest).stream()
        .sorted(Comparator.comparingInt(p -> (int) p.chars().filter(c -> c == '/').count()))
        .forEach(path -> workspace.source(path).ifPresent(source -> manifest(source, facts)));
  }

  private static boolean isManifest(String path) {
    return path.equals("package.json") || path.endsWith("/package.json");
  }

  private static void manifest(Source source, Consumer<Fact> facts) {
    Document json = JsonReader.read(source);
    json.at("packageManager")
        .ifPresent(node ->
            node.scalarText()
                .ifPresent(text -> {
                  String[] parts = text.split("@", 2);
                  String version = parts.length > 1 ? parts[1].replaceFirst("\\+.*", "") : "";
                  facts.accept(new Fact(Topic.PACKAGE_MANAGER, parts[0], version, node.span()));
                }));
    json.at("engines", "node")
        .ifPresent(node ->
            node.scalarText()
                .ifPresent(
                    range -> facts.accept(new Fact(Topic.RUNTIME, "node", range, node.span()))));
    json.root()
        .ifPresent(root -> {
          if (source.path().equals("package.json")) {
            facts.accept(new Fact(Topic.LANGUAGE, "javascript", "", root.span().firstLine()));
          }
        });
    for (Node.Entry script : entries(json, "scripts")) {
      script
          .value()
          .scalarText()
          .ifPresent(text ->
              facts.accept(
                  new Fact(
                      Topic.SCRIPT,
                      script.key().text(),
                      text,
                      script.key().span().to(script.value().span()))));
    }
    for (String group : List.of("dependencies", "devDependencies", "optionalDependencies")) {
      for (Node.Entry entry : entries(json, group)) {
        String range = entry.value().scalarText().orElse("");
        KnownLibraries.of(entry.key().text())
            .ifPresent(known ->
                facts.accept(
                    new Fact(
                        known.topic(),
                        known.name(),
                        range,
                        entry.key().span().to(entry.value().span()))));
      }
    }
  }

  private static List<Node.Entry> entries(Document json, String key) {
    return json.at(key).map(Node::entries).orElse(List.of());
  }
}
