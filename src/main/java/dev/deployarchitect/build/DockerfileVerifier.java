package dev.deployarchitect.build;

import dev.deployarchitect.delivery.Evidence;
import dev.deployarchitect.delivery.OutsideCheck;
import dev.deployarchitect.delivery.OutsideTool;
import dev.deployarchitect.delivery.Verifier;
import dev.deployarchitect.finding.Reviewer;
import dev.deployarchitect.tool.RulesVerifier;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Dockerfiles: our rules, and hadolint and BuildKit's checks where they are installed. No image is
 * built.
 */
public final class DockerfileVerifier {
  public static final OutsideCheck HADOLINT =
      new OutsideCheck(
          "hadolint",
          List.of("--version"),
          List.of("--no-color", "--failure-threshold", "warning", "FILE"),
          e -> e == 0,
          "Dockerfiles a second time, and the shell in RUN");

  /** BuildKit's own checks; the build itself needs images from a registry. */
  public static final OutsideCheck BUILD_CHECK =
      new OutsideCheck(
          "docker",
          List.of("--version"),
          List.of("build", "--check", "--file", "FILE", "."),
          e -> e == 0,
          "a Dockerfile by BuildKit's own checks",
          Pattern.compile(
              "(?i)[^\n]*(cannot connect to the docker daemon|unknown flag: --check|buildx[^\n]*(missing|not found)"
                  + "|permission denied|failed to (resolve source metadata|do request)|no such host)[^\n]*"));

  private DockerfileVerifier() {}

  public static Verifier of(Reviewer reviewer, OutsideTool tools) {
    return new RulesVerifier(
        "own Dockerfile rules",
        reviewer,
        List.of(HADOLINT, BUILD_CHECK),
        tools,
        List.of(
            new Evidence.NotRun(
                "docker build",
                "an image is not built here; run 'docker build .' where Docker is")));
  }
}
