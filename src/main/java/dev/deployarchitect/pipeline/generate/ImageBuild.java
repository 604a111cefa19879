package dev.deployarchitect.pipeline.generate;

import dev.deployarchitect.project.BuildInputs;
import dev.deployarchitect.project.NextApplication;
import dev.deployarchitect.project.Paths;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.project.Topic;
import dev.deployarchitect.project.stack.ImageRuntime;
import dev.deployarchitect.workspace.Workspace;
import java.util.List;
import java.util.Map;

/** What a pipeline builds an image from, and what it gives the build. */
record ImageBuild(ProjectProfile profile, Workspace workspace) {

  BuildInputs inputs() {
    return BuildInputs.of(workspace, profile);
  }

  /**
   * The root's Dockerfile; without one that of the only application of a monorepo, where
   * generate_dockerfile writes it; else the only one there is.
   */
  String dockerfile() {
    List<String> all = all();
    if (all.contains("Dockerfile")) {
      return "Dockerfile";
    }
    return folder().isEmpty() && all.size() == 1
        ? all.getFirst()
        : Paths.in(folder(), "Dockerfile");
  }

  /** Those that there are; a development container's builds no application. */
  List<String> all() {
    return workspace.paths(p ->
        p.matches("(.*/)?Dockerfile(\\.prod(uction)?)?")
            && !p.matches("\\..*/.*")
            && !ofAnother(p));
  }

  /** Another program's: in a folder with a manifest of its own, or for another runtime. */
  private boolean ofAnother(String path) {
    String folder = Paths.folder(path);
    boolean own =
        !folder.isEmpty()
            && !folder.equals(folder())
            && workspace.source(Paths.in(folder, "package.json")).isPresent()
            && !profile.has(Topic.MONOREPO);
    return own
        || workspace.source(path).filter(d -> ImageRuntime.foreign(d).isPresent()).isPresent();
  }

  boolean isThere() {
    return workspace.source(dockerfile()).isPresent();
  }

  /** Whether generate_dockerfile writes it. */
  boolean isWritten() {
    return !profile.has(Topic.MONOREPO)
        || NextApplication.inRoot(workspace, profile)
        || !NextApplication.ofPackages(workspace, profile).isEmpty();
  }

  /** Of the only Next.js application of a monorepo; else the root. */
  private String folder() {
    List<NextApplication> packages =
        NextApplication.inRoot(workspace, profile)
            ? List.of()
            : NextApplication.ofPackages(workspace, profile);
    return packages.size() == 1 ? packages.getFirst().folder() : "";
  }

  void values(Map<String, Object> values) {
    BuildInputs inputs = inputs();
    boolean settings = !inputs.browserSettings().isEmpty();
    values.put("forBrowsers", settings);
    values.put("checked", inputs.check().isPresent());
    values.put("environmentFile", Paths.in(folder(), ".env.production.local"));
    values.put("dockerfile", dockerfile());
    values.put("ownDockerfile", dockerfile().equals("Dockerfile") ? false : dockerfile());
    values.put("registryToken", inputs.registryToken());
    values.put("registryEnvironment", !inputs.registryVariables().isEmpty());
    values.put("registryVariables", inputs.registryVariables());
    values.put("secretFiles", inputs.registryToken() || inputs.check().isPresent());
    values.put("sourceMaps", inputs.sourceMaps());
    values.put("takesArguments", settings || inputs.sourceMaps());
    values.put("browserSettings", inputs.browserSettings());
  }
}
