package dev.deployarchitect.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Evidence;
import dev.deployarchitect.delivery.OutsideTool;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepScriptVerifierTest {
  private static final OutsideTool TOOLS = OutsideTool.onPath(System.getenv("PATH"));
  private static final StepScriptVerifier VERIFIER = new StepScriptVerifier(TOOLS);

  private static Artifact workflow(String script) {
    String text =
        "on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: |\n"
            + script.indent(10);
    return new Artifact(".github/workflows/a.yml", text, "test", List.of());
  }

  private static void needs(String program) {
    assumeThat(TOOLS.find(program)).as("%s on the PATH", program).isPresent();
  }

  @Test
  void aGoodScriptPassesBothChecks() {
    needs("bash");
    needs("shellcheck");
    assertThat(VERIFIER.verify(workflow("echo \"${{ github.sha }}\""), List.of()))
        .hasSize(2)
        .allMatch(e -> e instanceof Evidence.Passed);
  }

  @Test
  void aScriptThatBashCannotReadFails() {
    needs("bash");
    assertThat(VERIFIER.verify(workflow("if true; then echo"), List.of()).getFirst())
        .isInstanceOf(Evidence.Failed.class);
  }

  @Test
  void aScriptThatShellcheckCannotReadFails() {
    needs("shellcheck");
    assertThat(VERIFIER.verify(workflow("if true; then echo"), List.of()).getLast())
        .isInstanceOf(Evidence.Failed.class);
  }

  @Test
  void aProgramThatIsMissingIsNotRunAndSaysSo() {
    assertThat(
            new StepScriptVerifier(OutsideTool.onPath(""))
                .verify(workflow("echo hello"), List.of()))
        .isNotEmpty()
        .allMatch(e -> e instanceof Evidence.NotRun);
  }

  @Test
  void whatShellcheckWarnsOfFails() {
    needs("shellcheck");
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
