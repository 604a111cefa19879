package dev.deployarchitect.build;

import dev.deployarchitect.delivery.Evidence;
import dev.deployarchitect.delivery.OutsideCheck;
import dev.deployarchitect.delivery.OutsideTool;
import dev.deployarchitect.delivery.Verifier;
import dev.deployarchitect.finding.Reviewer;
import dev.deployarchitect.tool.RulesVerifier;
import java.util.List;

/** Dockerfiles: our rules, and hadolint where it is installed. No builder runs. */
public final class DockerfileVerifier {
  public static final OutsideCheck HADOLINT =
      new OutsideCheck(
          "hadolint",
          List.of("--version"),
          List.of("--no-color", "--failure-threshold", "warning", "FILE"),
          e -> e == 0,
          "Dockerfiles a second time, and the shell in RUN");

  private DockerfileVerifier() {}

  public static Verifier of(Reviewer reviewer, OutsideTool tools) {
    return new RulesVerifier(
        "own Dockerfile rules",
        reviewer,
        List.of(HADOLINT),
        tools,
        List.of(
            new Evidence.NotRun(
                "docker build", "no builder is used here; run 'docker build .' where Docker is")));
  }
}
