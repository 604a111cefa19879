package dev.deployarchitect.pipeline.generate;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.content.Template;
import dev.deployarchitect.delivery.Artifact;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Fills the templates of one pipeline. */
final class PipelineFiles {
  private static final String FOLDER = "tools/pipeline/generate_workflow/templates/";

  /** Beside the sources, where the image's ignore file keeps it out of the context. */
  private static final String IMAGE_ENVIRONMENT = ".env.build";

  private final Content content;
  private final PipelinePlan plan;
  private final Map<String, Object> values;
  private final List<Artifact> files = new ArrayList<>();

  private PipelineFiles(Content content, PipelinePlan plan) {
    this.content = content;
    this.plan = plan;
    this.values = plan.values();
    inputs("checkInputs", false);
    inputs("sourceInputs", values.get("environmentFile"));
    inputs("imageInputs", IMAGE_ENVIRONMENT);
  }

  /**
   * All files, the pipeline itself first.
   *
   * @param answered ids of the findings that the pipeline does away with
   */
  static List<Artifact> of(
      Content content, PipelinePlan plan, boolean gitlab, List<String> answered) {
    PipelineFiles files = new PipelineFiles(content, plan);
    if (gitlab) {
      files.gitlab(answered);
    } else {
      files.github(answered);
    }
    files.scripts();
    return List.copyOf(files.files);
  }

  /**
   * The steps of GitHub Actions that give a build what it takes from outside.
   *
   * @param file for the placeholders; false where nothing checks the environment
   */
  private void inputs(String name, Object file) {
    Map<String, Object> all = new HashMap<>(values);
    all.put("placeholders", values.get("checked").equals(true) ? file : false);
    all.put("registry", IMAGE_ENVIRONMENT.equals(file) && values.get("registryToken").equals(true));
    String steps = Template.fill(content.text(FOLDER + "github/build-inputs.yml"), all);
    values.put(name, steps.isEmpty() ? PipelinePlan.NO_LINE : steps.stripTrailing());
  }

  private void github(List<String> answered) {
    add(
        "github/release.yml",
        ".github/workflows/release.yml",
        "checks every change, migrates once, deploys, looks at the result and goes back",
        answered);
    if (plan.previews()) {
      add(
          "github/preview.yml",
          ".github/workflows/preview.yml",
          "gives each pull request an address and a schema of its own, and cleans up",
          List.of());
    }
    add(
        "github/security.yml",
        ".github/workflows/security.yml",
        "looks for holes in code, dependencies, settings and secrets",
        List.of());
    boolean robot =
        !plan.workspace()
            .paths(p -> p.matches("(.*/)?(dependabot\\.ya?ml|renovate\\.json5?)"))
            .isEmpty();
    if (!robot) {
      add(
          "github/dependabot.yml",
          ".github/dependabot.yml",
          "proposes newer dependencies a week after their release",
          List.of());
    }
  }

  private void gitlab(List<String> answered) {
    add(
        "gitlab/gitlab-ci.yml",
        ".gitlab-ci.yml",
        "checks every change, migrates once, deploys, looks at the result and goes back",
        answered);
  }

  private void scripts() {
    add(
        "deploy/release.sh",
        "deploy/release.sh",
        "puts a version live, or takes it back",
        List.of());
    add(
        "deploy/host-%s.sh".formatted(plan.host().id()),
        "deploy/host.sh",
        "the five things release.sh asks of the host",
        List.of());
    add("deploy/verify.sh", "deploy/verify.sh", "several good answers in a row", List.of());
    if (plan.migrations()) {
      add(
          "deploy/check-migrations.sh",
          "deploy/check-migrations.sh",
          "stops a migration that the live version would not survive",
          List.of());
    }
    if (plan.previews()) {
      add(
          "deploy/preview.sh",
          "deploy/preview.sh",
          "deploys a change under review, and takes it away again",
          List.of());
    }
    if (plan.previews() && plan.migrations()) {
      add(
          "deploy/preview-database.sh",
          "deploy/preview-database.sh",
          "makes and drops the data of a change under review",
          List.of());
    }
    if (plan.budget()) {
      add(
          "deploy/budget.mjs",
          "deploy/budget.mjs",
          "fails when start or answers are over the budget",
          List.of());
    }
  }

  private void add(String template, String path, String purpose, List<String> answered) {
    String text =
        Template.fill(content.text(FOLDER + template), values)
            .replaceAll("(?m)^.*" + PipelinePlan.NO_LINE + ".*\\n", "");
    files.add(new Artifact(path, text, purpose, answered));
  }
}
