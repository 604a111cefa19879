package dev.deployarchitect.pipeline;

import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Evidence;
import dev.deployarchitect.delivery.OutsideCheck;
import dev.deployarchitect.delivery.OutsideTool;
import dev.deployarchitect.delivery.Verifier;
import dev.deployarchitect.pipeline.script.StepScript;
import dev.deployarchitect.pipeline.workflow.Workflow;
import dev.deployarchitect.syntax.node.YamlReader;
import dev.deployarchitect.text.Source;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The scripts of a workflow's steps, each in a subshell of one script for bash. */
public record StepScriptVerifier(OutsideTool tools) implements Verifier {
  private static final String SCRIPT = "steps.sh";

  public static final OutsideCheck SYNTAX =
      new OutsideCheck(
          "bash",
          List.of("--version"),
          List.of("-n", SCRIPT),
          e -> e == 0,
          "the syntax of a workflow's steps");

  /** SC2154 aside: a variable of a step comes from its environment, not from the script. */
  public static final OutsideCheck SHELLCHECK =
      new OutsideCheck(
          "shellcheck",
          List.of("--version"),
          List.of("--shell=bash", "--severity=warning", "--exclude=SC2154", SCRIPT),
          e -> e == 0,
          "the shell in a workflow's steps");

  @Override
  public boolean verifies(Artifact artifact) {
    return artifact.path().matches("(.*/)?\\.github/workflows/[^/]+\\.ya?ml");
  }

  @Override
  public List<Evidence> verify(Artifact artifact, List<Artifact> together) {
    Optional<String> script = script(artifact);
    if (script.isEmpty()) {
      return List.of(new Evidence.NotRun(SHELLCHECK.label(), "no step here is a script for bash"));
    }
    Map<String, String> beside = Map.of(SCRIPT, script.get());
    return List.of(SYNTAX.run(artifact, beside, tools), SHELLCHECK.run(artifact, beside, tools));
  }

  /** What the steps give to bash, with a word in the place of each expression. */
  static Optional<String> script(Artifact artifact) {
    Workflow workflow =
        Workflow.of(YamlReader.read(new Source(artifact.path(), artifact.content())));
    List<String> bodies = StepScript.of(workflow).stream().map(s -> s.body().strip()).toList();
    return bodies.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "#!/usr/bin/env bash\n(\nset -eo pipefail\n%s\n)\n"
                .formatted(String.join("\n)\n(\nset -eo pipefail\n", bodies)));
  }
}
