package dev.deployarchitect.build.generate;

import dev.deployarchitect.build.dockerfile.DockerfileReader;
import dev.deployarchitect.project.Fact;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.syntax.shell.Command;
import dev.deployarchitect.syntax.shell.Word;
import dev.deployarchitect.workspace.Workspace;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The script that the present Dockerfile builds with, where it is another than {@code build}: made
 * for images, so it does without a database and brings all that the application needs.
 */
final class TeamsOwnBuild {
  private static final Set<String> RUNNERS = Set.of("npm", "pnpm", "yarn", "bun");

  private TeamsOwnBuild() {}

  static Optional<Fact> script(Workspace workspace, ProjectProfile profile) {
    return workspace.source("Dockerfile").map(DockerfileReader::read).stream()
        .flatMap(file -> file.runs())
        .flatMap(run -> run.shell().commands().stream())
        .flatMap(command -> name(command).stream())
        .filter(name -> name.startsWith("build") && !name.equals("build"))
        .flatMap(name -> RootScript.find(profile, name).stream())
        .findFirst();
  }

  private static Optional<String> name(Command command) {
    List<String> words = command.words().stream().filter(w -> !w.isFlag()).map(Word::text).toList();
    if (words.size() < 2 || !RUNNERS.contains(words.getFirst())) {
      return Optional.empty();
    }
    boolean run = words.get(1).equals("run");
    return run && words.size() < 3 ? Optional.empty() : Optional.of(words.get(run ? 2 : 1));
  }
}
