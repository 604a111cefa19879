package dev.deployarchitect.build;

import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Evidence;
import dev.deployarchitect.delivery.OutsideCheck;
import dev.deployarchitect.delivery.OutsideTool;
import dev.deployarchitect.delivery.OwnCheck;
import dev.deployarchitect.delivery.Verifier;
import dev.deployarchitect.finding.Reviewer;
import dev.deployarchitect.finding.Severity;
import dev.deployarchitect.tool.Rehearsal;
import java.util.ArrayList;
import java.util.List;

/** Dockerfiles: our rules, and hadolint where it is installed. No builder runs. */
public final class DockerfileVerifier implements Verifier {
  public static final OutsideCheck HADOLINT =
      new OutsideCheck(
          "hadolint",
          List.of("--version"),
          List.of("--no-color", "--failure-threshold", "warning", "FILE"),
          e -> e == 0,
          "Dockerfiles a second time, and the shell in RUN");

  private final Reviewer reviewer;
  private final OutsideTool tools;

  public DockerfileVerifier(Reviewer reviewer, OutsideTool tools) {
    this.reviewer = reviewer;
    this.tools = tools;
  }

  @Override
  public boolean verifies(Artifact artifact) {
    return reviewer.reads(artifact.path());
  }

  @Override
  public List<Evidence> verify(Artifact artifact, List<Artifact> together) {
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(
        OwnCheck.run(
            "own Dockerfile rules",
            artifact,
            () -> Rehearsal.faults(reviewer, artifact, together, Severity.LOW)));
    evidence.add(HADOLINT.run(artifact, tools));
    evidence.add(
        new Evidence.NotRun(
            "docker build", "no builder is used here; run 'docker build .' where Docker is"));
    return evidence;
  }
}
