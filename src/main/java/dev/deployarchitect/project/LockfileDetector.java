package dev.deployarchitect.project;

import dev.deployarchitect.text.Span;
import dev.deployarchitect.workspace.Workspace;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Lockfiles, which also name the package manager where no pin does. */
final class LockfileDetector implements Detector {
  private static final Map<String, String> MANAGER_BY_LOCKFILE =
      Map.of(
          "package-lock.json", "npm",
          "npm-shrinkwrap.json", "npm",
          "pnpm-lock.yaml", "pnpm",
          "yarn.lock", "yarn",
          "bun.lock", "bun",
          "bun.lockb", "bun");

  @Override
  public void detect(Workspace workspace, Consumer<Fact> facts) {
    boolean pinned =
        workspace
            .source("package.json")
            .filter(s -> s.text().contains("\"packageManager\""))
            .isPresent();
    List<String> locks = workspace.paths(p -> MANAGER_BY_LOCKFILE.containsKey(Paths.name(p)));
    for (String path : locks.stream().sorted(Paths.SHALLOW_FIRST).toList()) {
      Span proof = Paths.proof(workspace, path);
      String manager = MANAGER_BY_LOCKFILE.get(Paths.name(path));
      facts.accept(new Fact(Topic.LOCKFILE, Paths.name(path), path, proof));
      if (!pinned) {
        facts.accept(new Fact(Topic.PACKAGE_MANAGER, manager, "", proof));
      }
    }
    for (String path : List.of(".nvmrc", ".node-version")) {
      workspace
          .source(path)
          .ifPresent(source ->
              facts.accept(
                  new Fact(Topic.RUNTIME, "node", source.text().strip(), source.lineSpan(1))));
    }
  }
}
