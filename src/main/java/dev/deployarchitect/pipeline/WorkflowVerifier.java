package dev.deployarchitect.pipeline;

import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Evidence;
import dev.deployarchitect.delivery.OutsideCheck;
import dev.deployarchitect.delivery.OutsideTool;
import dev.deployarchitect.delivery.OwnCheck;
import dev.deployarchitect.delivery.Verifier;
import dev.deployarchitect.finding.Reviewer;
import dev.deployarchitect.finding.Severity;
import dev.deployarchitect.tool.Rehearsal;
import java.util.List;

/** Workflows: our rules, and actionlint and zizmor where they are installed. */
public final class WorkflowVerifier implements Verifier {
  public static final OutsideCheck ACTIONLINT =
      new OutsideCheck(
          "actionlint",
          List.of("-version"),
          List.of("-no-color", "FILE"),
          e -> e == 0,
          "workflows a second time, with the types of expressions");
  public static final OutsideCheck ZIZMOR =
      new OutsideCheck(
          "zizmor",
          List.of("--version"),
          List.of("--offline", "--no-progress", "--color=never", "FILE"),
          e -> e == 0,
          "workflows a second time for what a stranger could do");

  private final Reviewer reviewer;
  private final OutsideTool tools;

  public WorkflowVerifier(Reviewer reviewer, OutsideTool tools) {
    this.reviewer = reviewer;
    this.tools = tools;
  }

  @Override
  public boolean verifies(Artifact artifact) {
    return reviewer.reads(artifact.path());
  }

  @Override
  public List<Evidence> verify(Artifact artifact, List<Artifact> together) {
    return List.of(
        OwnCheck.run(
            "own workflow rules",
            artifact,
            () -> Rehearsal.faults(reviewer, artifact, together, Severity.LOW)),
        ACTIONLINT.run(artifact, tools),
        ZIZMOR.run(artifact, tools));
  }
}
