package dev.deployarchitect.pipeline.generate;

import dev.deployarchitect.project.BuildInputs;
import dev.deployarchitect.project.Paths;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.project.Topic;
import dev.deployarchitect.workspace.Workspace;
import java.util.List;
import java.util.Map;

/** What a pipeline builds an image from, and what it gives the build. */
record ImageBuild(ProjectProfile profile, Workspace workspace) {

  BuildInputs inputs() {
    return BuildInputs.of(workspace, profile);
  }

  /**
   * The root's Dockerfile; without one that of the only Next.js application of a monorepo, where
   * generate_dockerfile writes it; else the only one there is.
   */
  String dockerfile() {
    if (workspace.source("Dockerfile").isPresent()) {
      return "Dockerfile";
    }
    List<String> applications = applications();
    if (applications.size() == 1) {
      return Paths.in(applications.getFirst(), "Dockerfile");
    }
    List<String> all = workspace.paths(p -> p.matches("(.*/)?Dockerfile(\\.prod(uction)?)?"));
    return all.size() == 1 ? all.getFirst() : "Dockerfile";
  }

  boolean isThere() {
    return workspace.source(dockerfile()).isPresent();
  }

  /** Folders of the packages that depend on Next.js themselves; empty for the root. */
  private List<String> applications() {
    List<String> folders =
        profile
            .about(Topic.FRAMEWORK)
            .filter(
                f -> f.name().equals("next") && Paths.name(f.proof().path()).equals("package.json"))
            .map(f -> Paths.folder(f.proof().path()))
            .distinct()
            .toList();
    // The root of a monorepo may name the version alone.
    return folders.size() > 1 ? folders.stream().filter(f -> !f.isEmpty()).toList() : folders;
  }

  /** Where Next.js reads the placeholders of a build from the sources. */
  private String environmentFile() {
    List<String> applications = applications();
    return Paths.in(applications.isEmpty() ? "" : applications.getFirst(), ".env.production.local");
  }

  void values(Map<String, Object> values) {
    BuildInputs inputs = inputs();
    boolean settings = !inputs.browserSettings().isEmpty();
    values.put("forBrowsers", settings);
    values.put("checked", inputs.check().isPresent());
    values.put("environmentFile", environmentFile());
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
