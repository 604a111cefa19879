package dev.deployarchitect.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.delivery.OutsideTool;
import dev.deployarchitect.Workspaces;
import dev.deployarchitect.content.Content;
import dev.deployarchitect.finding.Mending;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.workspace.Workspace;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FixWorkflowTest {
  private static final WorkflowReviewer REVIEWER =
      new WorkflowReviewer(Content.packed(), OutsideTool.none());
  private static final String PATH = ".github/workflows/case.yml";

  @TempDir private Path folder;

  private String mend(String text, boolean all) {
    Workspace workspace = Workspaces.of(folder, Map.of(PATH, text));
    Mending.Outcome outcome =
        Mending.of(
            REVIEWER,
            workspace,
            ProjectProfile.of(workspace),
            workspace.source(PATH).orElseThrow(),
            all);
    return outcome.text();
  }

  private String steps(String steps, boolean all) {
    String head =
        """
        on: issues
        permissions: {}
        jobs:
          greet:
            runs-on: ubuntu-24.04
            timeout-minutes: 5
            steps:
        """;
    String mended = mend(head + steps.indent(6), all);
    assertThat(mended).startsWith(head);
    return mended.substring(head.length()).indent(-6);
  }

  @Test
  void anOutgrownActionIsFoundAsBeforeWhenItIsPinned() {
    // The second has a comment of its own, so that no version is written next to its commit.
    String text =
        """
        on: push
        permissions: {}
        jobs:
          a:
            runs-on: ubuntu-24.04
            timeout-minutes: 5
            steps:
              - uses: actions/checkout@v3
              - uses: actions/setup-node@v3 # needed for npm
              - uses: actions/cache/restore@v4
        """;
    Workspace workspace = Workspaces.of(folder, Map.of(PATH, text));
    Mending.Outcome outcome =
        Mending.of(
            REVIEWER,
            workspace,
            ProjectProfile.of(workspace),
            workspace.source(PATH).orElseThrow(),
            false);
    assertThat(outcome.text()).doesNotContain("@v3").doesNotContain("@v4");
    assertThat(outcome.left())
        .filteredOn(f -> f.rule().id().equals("pipeline/outdated-action"))
        .extracting(f -> f.span().line())
        .containsExactly(8, 9);
  }

  @Test
  void anExpressionIsHandedOverByTheEnvironmentAndQuoted() {
    assertThat(
            steps(
                """
                - run: |
                    # the title
                    echo "Thanks for ${{ github.event.issue.title }}"
                    ./log.sh ${{ github.event.issue.title }}
                """,
                false))
        .isEqualTo(
            """
            - env:
                ISSUE_TITLE: ${{ github.event.issue.title }}
              run: |
                # the title
                echo "Thanks for ${ISSUE_TITLE}"
                ./log.sh "${ISSUE_TITLE}"
            """);
  }

  @Test
  void anEnvironmentThatIsThereIsKept() {
    assertThat(
            steps(
                """
                - env:
                    A: 1 # one
                  run: |
                    echo "${{ github.event.issue.body }}"
                """,
                false))
        .isEqualTo(
            """
            - env:
                ISSUE_BODY: ${{ github.event.issue.body }}
                A: 1 # one
              run: |
                echo "${ISSUE_BODY}"
            """);
  }

  @Test
  void whereAVariableWouldMeanAnotherThingNothingIsChanged() {
    String single =
        """
        - run: |
            echo '${{ github.event.issue.title }}'
        """;
    String heredoc =
        """
        - run: |
            cat <<'EOF'
            ${{ github.event.issue.title }}
            EOF
        """;
    String windows =
        """
        - run: |
            echo "${{ github.event.issue.title }}"
          shell: pwsh
        """;
    assertThat(steps(single, true)).isEqualTo(single);
    assertThat(steps(heredoc, true)).isEqualTo(heredoc);
    assertThat(steps(windows, true)).isEqualTo(windows);
  }

  @Test
  void aTagBecomesTheCommitItStoodForAndACommentStays() {
    assertThat(
            steps(
                """
                - uses: actions/checkout@v4
                - uses: actions/checkout@v4 # the code
                - uses: someone/unknown@v1
                """,
                false))
        .isEqualTo(
            """
            - uses: actions/checkout@11d5960a326750d5838078e36cf38b85af677262 # v4.4.0
            - uses: actions/checkout@11d5960a326750d5838078e36cf38b85af677262 # the code
            - uses: someone/unknown@v1
            """);
  }

  @Test
  void aCommandThatNoLongerWorksIsRewritten() {
    assertThat(
            steps(
                """
                - run: |
                    echo "::set-output name=tag::$TAG"
                    echo ::set-env name=MODE::fast
                """,
                false))
        .isEqualTo(
            """
            - run: |
                echo "tag=$TAG" >> "$GITHUB_OUTPUT"
                echo "MODE=fast" >> "$GITHUB_ENV"
            """);
  }

  @Test
  void limitsAreSetOnlyWhereTheReaderAgreesAndTheSecondTimeNothingChanges() {
    String text =
        """
        on: push
        jobs:
          test: # all of them
            runs-on: ubuntu-24.04
            steps:
              - uses: actions/setup-node@v4
              - run: npm test
        """;
    String safe = mend(text, false);
    assertThat(safe).contains("permissions:\n  contents: read\n\njobs:").doesNotContain("timeout");
    String all = mend(text, true);
    assertThat(all).contains("  test: # all of them\n    timeout-minutes: 60\n    runs-on:");
    assertThat(mend(all, true)).isEqualTo(all);
  }

  @Test
  void aJobThatWritesKeepsItsRights() {
    String text =
        """
        on: push
        jobs:
          release:
            runs-on: ubuntu-24.04
            timeout-minutes: 5
            steps:
              - run: gh release create "$TAG"
                env:
                  GH_TOKEN: ${{ github.token }}
        """;
    assertThat(mend(text, false)).isEqualTo(text);
  }
}
