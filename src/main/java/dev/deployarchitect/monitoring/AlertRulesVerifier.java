package dev.deployarchitect.monitoring;

import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Evidence;
import dev.deployarchitect.delivery.OutsideCheck;
import dev.deployarchitect.delivery.OutsideTool;
import dev.deployarchitect.delivery.Verifier;
import dev.deployarchitect.project.Paths;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Prometheus rules and their tests under promtool. */
public final class AlertRulesVerifier implements Verifier {
  public static final OutsideCheck CHECK =
      new OutsideCheck(
          "promtool",
          List.of("--version"),
          List.of("check", "rules", "FILE"),
          e -> e == 0,
          "Prometheus rules");
  public static final OutsideCheck TEST =
      new OutsideCheck(
          "promtool",
          List.of("--version"),
          List.of("test", "rules", "FILE"),
          e -> e == 0,
          "that each alert fires when it should and only then");

  private final OutsideTool tools;

  public AlertRulesVerifier(OutsideTool tools) {
    this.tools = tools;
  }

  @Override
  public boolean verifies(Artifact artifact) {
    return isRules(artifact) || isTest(artifact);
  }

  private static boolean isRules(Artifact artifact) {
    return artifact.path().matches(".*\\.ya?ml")
        && artifact.content().contains("\ngroups:")
        && artifact.content().contains("expr:");
  }

  private static boolean isTest(Artifact artifact) {
    return artifact.path().matches(".*\\.ya?ml") && artifact.content().contains("alert_rule_test:");
  }

  @Override
  public List<Evidence> verify(Artifact artifact, List<Artifact> together) {
    if (isRules(artifact)) {
      return List.of(CHECK.run(artifact, tools));
    }
    Map<String, String> beside = new HashMap<>();
    together.stream()
        .filter(a -> Paths.folder(a.path()).equals(Paths.folder(artifact.path())))
        .forEach(a -> beside.put(a.name(), a.content()));
    return List.of(TEST.run(artifact, beside, tools));
  }
}
