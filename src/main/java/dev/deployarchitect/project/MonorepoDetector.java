package dev.deployarchitect.project;

import dev.deployarchitect.syntax.node.JsonReader;
import dev.deployarchitect.workspace.Workspace;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The monorepo tool and, where there is one, its packages. */
final class MonorepoDetector implements Detector {
  private static final Map<String, String> TOOL_BY_FILE =
      Map.of(
          "turbo.json", "turborepo",
          "nx.json", "nx",
          "lerna.json", "lerna",
          "pnpm-workspace.yaml", "pnpm-workspaces");

  @Override
  public void detect(Workspace workspace, Consumer<Fact> facts) {
    boolean found = false;
    for (var entry : TOOL_BY_FILE.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList()) {
      boolean tool = workspace.source(entry.getKey()).isPresent();
      // Since pnpm 10 the workspace file also holds settings of a single package.
      boolean settings =
          entry.getKey().startsWith("pnpm")
              && workspace
                  .source(entry.getKey())
                  .filter(s -> s.text().contains("packages:"))
                  .isEmpty();
      if (tool && !settings) {
        found = true;
        facts.accept(
            new Fact(Topic.MONOREPO, entry.getValue(), "", Paths.proof(workspace, entry.getKey())));
      }
    }
    var workspaces =
        workspace
            .source("package.json")
            .map(JsonReader::read)
            .flatMap(json -> json.at("workspaces"));
    if (workspaces.isPresent()) {
      found = true;
      facts.accept(new Fact(Topic.MONOREPO, "workspaces", "", workspaces.get().span()));
    }
    if (found) {
      List<String> manifests = workspace.paths(p -> p.endsWith("/package.json"));
      for (String path : manifests) {
        workspace
            .source(path)
            .map(JsonReader::read)
            .ifPresent(json -> {
              String name = json.textAt("name").orElse(Paths.folder(path));
              facts.accept(
                  new Fact(
                      Topic.PACKAGE,
                      name,
                      Paths.folder(path),
                      json.at("name").map(n -> n.span()).orElse(Paths.proof(workspace, path))));
            });
      }
    }
  }
}
