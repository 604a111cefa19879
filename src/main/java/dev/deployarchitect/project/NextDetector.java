package dev.deployarchitect.project;

import dev.deployarchitect.syntax.ecmascript.Script;
import dev.deployarchitect.workspace.Workspace;
import java.util.Optional;
import java.util.function.Consumer;

/** Next.js: its router kind and its build output. */
final class NextDetector implements Detector {

  @Override
  public void detect(Workspace workspace, Consumer<Fact> facts) {
    router(workspace, "app", "(^|.*/)(src/)?app/(.*/)?(page|layout)\\.(tsx|ts|jsx|js)", facts);
    router(
        workspace, "pages", "(^|.*/)(src/)?pages/(_app|_document|index)\\.(tsx|ts|jsx|js)", facts);
    for (String path :
        workspace.paths(p -> Paths.name(p).matches("next\\.config\\.(js|mjs|cjs|ts|mts)"))) {
      workspace
          .source(path)
          .map(Script::read)
          .flatMap(s -> s.property("output"))
          .filter(value -> value.text().matches("standalone|export"))
          .ifPresent(value ->
              facts.accept(new Fact(Topic.BUILD_OUTPUT, value.text(), path, value.span())));
    }
  }

  private static void router(
      Workspace workspace, String name, String pattern, Consumer<Fact> facts) {
    Optional<String> proof =
        workspace.paths(p -> p.matches(pattern)).stream().min(Paths.SHALLOW_FIRST);
    proof.ifPresent(path ->
        facts.accept(
            new Fact(Topic.ROUTER, name, Paths.folder(path), Paths.proof(workspace, path))));
  }
}
