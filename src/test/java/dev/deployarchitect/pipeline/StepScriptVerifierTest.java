package dev.deployarchitect.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Evidence;
import dev.deployarchitect.delivery.OutsideTool;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepScriptVerifierTest {
  private static final StepScriptVerifier VERIFIER =
      new StepScriptVerifier(OutsideTool.onPath(System.getenv("PATH")));

  private static Artifact workflow(String script) {
    String text =
        "on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: |\n"
            + script.indent(10);
    return new Artifact(".github/workflows/a.yml", text, "test", List.of());
  }

  @Test
  void aGoodScriptPassesBothChecks() {
    assertThat(VERIFIER.verify(workflow("echo \"${{ github.sha }}\""), List.of()))
        .hasSize(2)
        .allMatch(e -> e instanceof Evidence.Passed);
  }

  @Test
  void aScriptThatBashCannotReadFails() {
    assertThat(VERIFIER.verify(workflow("if true; then echo"), List.of()))
        .allMatch(e -> e instanceof Evidence.Failed);
  }

  @Test
  void whatShellcheckWarnsOfFails() {
    List<Evidence> evidence =
        VERIFIER.verify(workflow("cd build\nrm -rf \"$UNSET_FOLDER/\"*"), List.of());
    assertThat(evidence.getLast().toString()).contains("SC2115");
  }

  @Test
  void aWorkflowWithoutScriptsSaysSo() {
    Artifact artifact =
        new Artifact(
            ".github/workflows/a.yml",
            "on: push\njobs:\n  a:\n    uses: ./.github/workflows/b.yml\n",
            "test",
            List.of());
    assertThat(VERIFIER.verify(artifact, List.of()))
        .singleElement()
        .isInstanceOf(Evidence.NotRun.class);
  }
}
