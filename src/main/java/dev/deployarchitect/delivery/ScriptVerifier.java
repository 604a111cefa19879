package dev.deployarchitect.delivery;

import java.util.List;

/** JavaScript that is run by Node.js as it stands: its syntax. */
public final class ScriptVerifier implements Verifier {
  public static final OutsideCheck NODE =
      new OutsideCheck(
          "node",
          List.of("--version"),
          List.of("--check", "FILE"),
          e -> e == 0,
          "the syntax of scripts");

  private final OutsideTool tools;

  public ScriptVerifier(OutsideTool tools) {
    this.tools = tools;
  }

  @Override
  public boolean verifies(Artifact artifact) {
    return artifact.path().matches(".*\\.(mjs|cjs)");
  }

  @Override
  public List<Evidence> verify(Artifact artifact, List<Artifact> together) {
    return List.of(NODE.run(artifact, tools));
  }
}
