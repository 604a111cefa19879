package dev.deployarchitect.build.cost;

import dev.deployarchitect.project.Fact;
import dev.deployarchitect.project.Paths;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.project.Topic;
import dev.deployarchitect.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A change that a team makes every day, by one file it touches.
 *
 * @param label as in "after a source edit"
 * @param path of the file, relative to the build context
 */
public record Edit(String label, String path) {

  /**
   * The edits to look at in a project; those whose file it does not have are left out.
   *
   * @param folder of the application, where its own files are preferred; empty for the root
   */
  public static List<Edit> of(Workspace workspace, ProjectProfile profile, String folder) {
    String inFolder = folder.isEmpty() ? "" : folder + "/";
    List<Edit> edits = new ArrayList<>();
    first(workspace, p -> p.startsWith(inFolder) && isSource(p.substring(inFolder.length())))
        .or(() -> first(workspace, p -> p.matches("[^/]+\\.(tsx?|jsx?|py|go|rb|java)")))
        .ifPresent(p -> edits.add(new Edit("a source edit", p)));
    profile
        .about(Topic.LOCKFILE)
        .map(Fact::name)
        .filter(name -> workspace.source(name).isPresent() || name.equals("bun.lockb"))
        .findFirst()
        .ifPresent(p -> edits.add(new Edit("a lockfile edit", p)));
    first(workspace, p -> p.endsWith(".prisma"))
        .ifPresent(p -> edits.add(new Edit("a schema edit", p)));
    first(
            workspace,
            p ->
                p.startsWith(inFolder)
                    && Paths.name(p)
                        .matches("next\\.config\\.\\w+|tsconfig\\.json|vite\\.config\\.\\w+"))
        .ifPresent(p -> edits.add(new Edit("a configuration edit", p)));
    return List.copyOf(edits);
  }

  private static boolean isSource(String path) {
    return path.matches("(src/|app/|pages/|lib/|components/).*\\.(tsx?|jsx?|mjs)");
  }

  private static Optional<String> first(Workspace workspace, Predicate<String> test) {
    return workspace.paths(test).stream().min(Paths.SHALLOW_FIRST);
  }
}
