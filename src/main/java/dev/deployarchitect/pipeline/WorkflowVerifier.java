package dev.deployarchitect.pipeline;

import dev.deployarchitect.delivery.OutsideCheck;
import dev.deployarchitect.delivery.OutsideTool;
import dev.deployarchitect.delivery.Verifier;
import dev.deployarchitect.finding.Reviewer;
import dev.deployarchitect.tool.RulesVerifier;
import java.util.List;

/** Workflows: our rules, and actionlint and zizmor where they are installed. */
public final class WorkflowVerifier {
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

  private WorkflowVerifier() {}

  public static Verifier of(Reviewer reviewer, OutsideTool tools) {
    return new RulesVerifier(
        "own workflow rules", reviewer, List.of(ACTIONLINT, ZIZMOR), tools, List.of());
  }
}
