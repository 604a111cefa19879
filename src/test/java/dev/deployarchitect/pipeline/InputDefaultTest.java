package dev.deployarchitect.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.delivery.OutsideTool;
import dev.deployarchitect.Workspaces;
import dev.deployarchitect.content.Content;
import dev.deployarchitect.finding.Finding;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.workspace.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputDefaultTest {
  private static final String PATH = ".github/workflows/a.yml";

  @TempDir private Path folder;

  private List<String> faults(String inputs) {
    String text =
        "on:\n  workflow_call:\n    inputs:\n%sjobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps: [{run: 'true'}]\n"
            .formatted(inputs.indent(6));
    Workspace workspace = Workspaces.of(folder, Map.of(PATH, text));
    return new WorkflowReviewer(Content.packed(), OutsideTool.none())
        .review(List.of(PATH), workspace, ProjectProfile.of(workspace)).stream()
            .filter(f -> f.rule().answersTo("pipeline/expression-type"))
            .map(Finding::message)
            .toList();
  }

  @Test
  void aDefaultKnowsTheInputsBeforeItAlone() {
    String first =
        """
        first:
          type: string
        """;
    String second =
        """
        second:
          type: string
          default: ${{ inputs.first }}
        """;
    assertThat(faults(first + second)).isEmpty();
    assertThat(faults(second + first)).singleElement().asString().contains("'first'");
  }

  @Test
  void aDefaultDoesNotKnowItself() {
    assertThat(faults("only:\n  type: string\n  default: ${{ inputs.only }}\n")).hasSize(1);
  }
}
