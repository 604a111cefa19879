package dev.deployarchitect.pipeline.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.deployarchitect.delivery.OutsideTool;
import dev.deployarchitect.delivery.Shellcheck;
import dev.deployarchitect.finding.Finding;
import dev.deployarchitect.pipeline.workflow.Workflow;
import dev.deployarchitect.syntax.node.YamlReader;
import dev.deployarchitect.text.Source;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScriptReviewerTest {
  private static final Shellcheck SHELLCHECK =
      new Shellcheck(OutsideTool.onPath(System.getenv("PATH")));

  private static Workflow steps(String steps) {
    String text =
        "on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n" + steps.indent(6);
    return Workflow.of(YamlReader.read(new Source(".github/workflows/a.yml", text)));
  }

  private static List<String> places(Workflow... workflows) {
    assumeThat(SHELLCHECK.isInstalled()).isTrue();
    return new ScriptReviewer(SHELLCHECK, "rules")
        .review(List.of(workflows)).stream()
            .map(f -> f.span().line() + ":" + f.span().column() + " " + code(f))
            .toList();
  }

  private static String code(Finding finding) {
    return finding.message().replaceFirst("(?s).*\\((SC\\d+)\\)", "$1");
  }

  @Test
  void aRemarkStandsAtItsLineAndColumnOfABlock() {
    assertThat(
            places(
                steps(
                    """
                    - run: |
                        if true; then
                          echo ${{ github.sha }} $WORD
                        fi
                    """)))
        .containsExactly("8:36 SC2086");
  }

  @Test
  void aRemarkStandsInsideQuotes() {
    assertThat(places(steps("- run: 'echo $WORD'"))).containsExactly("6:20 SC2086");
  }

  @Test
  void aFoldedScriptIsMarkedAtItsKey() {
    assertThat(places(steps("- run: >-\n    echo\n    $WORD"))).containsExactly("6:14 SC2086");
  }

  @Test
  void otherShellsAreNotRead() {
    assertThat(places(steps("- run: echo $WORD\n  shell: pwsh"))).isEmpty();
  }

  @Test
  void whatOnlyTheEnvironmentKnowsIsNoFault() {
    assertThat(places(steps("- run: |\n    source ./settings.sh\n    echo \"$thing\""))).isEmpty();
  }

  @Test
  void scriptsOfManyWorkflowsKeepTheirPlaces() {
    Workflow good = steps("- run: echo");
    Workflow bad = steps("- run: echo $WORD");
    Workflow[] many = new Workflow[130];
    for (int i = 0; i < many.length; i++) {
      many[i] = i == 100 ? bad : good;
    }
    assertThat(places(many)).containsExactly("6:19 SC2086");
  }

  @Test
  void withoutShellcheckItSaysSoAndFindsNothing() {
    ScriptReviewer reviewer = new ScriptReviewer(new Shellcheck(OutsideTool.none()), "rules");
    assertThat(reviewer.review(List.of(steps("- run: echo $WORD")))).isEmpty();
    assertThat(reviewer.unchecked())
        .hasValueSatisfying(why -> assertThat(why).contains("shellcheck is not installed"));
  }
}
