package dev.deployarchitect.project;

import dev.deployarchitect.syntax.node.Document;
import dev.deployarchitect.syntax.node.JsonReader;
import dev.deployarchitect.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A Next.js application and where it lies. Who writes its image and who builds it ask here.
 *
 * @param name the package's, as {@code turbo}, {@code nx} and package managers know it
 * @param folder such as {@code apps/web}
 */
public record NextApplication(String name, String folder) {
  /** What only the root of a Next.js application has; a monorepo's may name the version alone. */
  private static final Pattern ROOT_APPLICATION =
      Pattern.compile("next\\.config\\.\\w+|(src/)?(app|pages)/.+\\.[jt]sx?");

  /** Whether the root itself is one. */
  public static boolean inRoot(Workspace workspace, ProjectProfile profile) {
    return profile
            .find(Topic.FRAMEWORK, "next")
            .filter(f -> f.proof().path().equals("package.json"))
            .isPresent()
        && (!profile.has(Topic.MONOREPO)
            || !workspace.paths(p -> ROOT_APPLICATION.matcher(p).matches()).isEmpty());
  }

  /** The packages that depend on Next.js themselves. */
  public static List<NextApplication> ofPackages(Workspace workspace, ProjectProfile profile) {
    List<NextApplication> applications = new ArrayList<>();
    profile
        .about(Topic.PACKAGE)
        .filter(p -> !p.detail().isEmpty())
        .forEach(p -> {
          Optional<Document> manifest =
              workspace.source(p.detail() + "/package.json").map(JsonReader::read);
          // Nx infers the build from the configuration, without a script.
          boolean builds =
              manifest.flatMap(m -> m.textAt("scripts", "build")).isPresent()
                  || (workspace.source("nx.json").isPresent() && configured(workspace, p.detail()));
          boolean next =
              manifest.flatMap(m -> m.textAt("dependencies", "next")).isPresent() && builds;
          if (next) {
            applications.add(new NextApplication(p.name(), p.detail()));
          }
        });
    return List.copyOf(applications);
  }

  private static boolean configured(Workspace workspace, String folder) {
    return !workspace
        .paths(p -> Paths.folder(p).equals(folder) && Paths.name(p).startsWith("next.config."))
        .isEmpty();
  }
}
