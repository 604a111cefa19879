package dev.deployarchitect.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.Architect;
import dev.deployarchitect.Workspaces;
import dev.deployarchitect.content.Content;
import dev.deployarchitect.delivery.OutsideTool;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.text.TextEdit;
import dev.deployarchitect.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A fix takes its own finding away, and none of another rule's: what it does not resolve it must
 * not silence. Held on the flagged example of every rule, and on all of a room's examples.
 */
class SilentFixTest {
  private static final Architect ARCHITECT = new Architect(Content.packed(), OutsideTool.none());

  @TempDir private Path folder;

  @Test
  void noFixOfAFlaggedExampleSilencesAnotherRule() throws IOException {
    List<String> silenced = new ArrayList<>();
    int applied = 0;
    for (Reviewer reviewer : ARCHITECT.reviewers()) {
      for (RuleInfo rule : reviewer.rules()) {
        Workspace workspace =
            Workspaces.of(folder.resolve(rule.id().replace('/', '-')), flagged(rule));
        ProjectProfile profile = ProjectProfile.of(workspace);
        List<String> paths = workspace.paths(p -> reviewer.reads(p, workspace));
        List<Finding> before = reviewer.review(paths, workspace, profile);
        for (Finding finding : before) {
          for (Fix fix : finding.fixes()) {
            applied++;
            Source source = finding.span().source();
            Workspace changed =
                workspace.with(source.path(), TextEdit.apply(source.text(), fix.edits()));
            List<Finding> after = reviewer.review(paths, changed, profile);
            gone(before, after)
                .filter(id -> !id.equals(finding.rule().id()))
                .forEach(id ->
                    silenced.add(
                        "%s: '%s' silences %s".formatted(finding.rule().id(), fix.title(), id)));
          }
        }
      }
    }
    assertThat(silenced).isEmpty();
    assertThat(applied).isGreaterThan(30);
  }

  private static Stream<String> gone(List<Finding> before, List<Finding> after) {
    List<String> left = new ArrayList<>(after.stream().map(f -> f.rule().id()).toList());
    return before.stream().map(f -> f.rule().id()).filter(id -> !left.remove(id)).toList().stream();
  }

  private static Map<String, String> flagged(RuleInfo rule) throws IOException {
    RulePage page = RulePage.parse(rule.page(), Files.readString(Path.of(rule.page())));
    Map<String, String> files = new TreeMap<>();
    page.examples().stream()
        .filter(RulePage.Example::flagged)
        .forEach(e -> files.put(e.path(), e.text().replaceAll("(?m)^ *(?:#|--|//)~.*\\n", "")));
    return files;
  }

  /** Finds the word "old", and the word "loud", which its fix can also take from the other. */
  private record Words(String replacement) implements Reviewer {
    private static final RuleInfo OLD =
        new RuleInfo("words/old", List.of(), Severity.LOW, Confidence.HIGH, false, "old.md");
    private static final RuleInfo LOUD =
        new RuleInfo("words/loud", List.of(), Severity.LOW, Confidence.HIGH, false, "loud.md");

    @Override
    public String subject() {
      return "texts";
    }

    @Override
    public List<RuleInfo> rules() {
      return List.of(OLD, LOUD);
    }

    @Override
    public boolean reads(String path) {
      return path.endsWith(".txt");
    }

    @Override
    public List<Finding> review(List<String> paths, Workspace workspace, ProjectProfile profile) {
      Source source = workspace.source(paths.getFirst()).orElseThrow();
      List<Finding> findings = new ArrayList<>();
      int old = source.text().indexOf("old");
      int loud = source.text().indexOf("LOUD");
      if (old >= 0) {
        findings.add(new Finding(OLD, source.span(old, old + 3), "old", List.of()));
      }
      if (loud >= 0) {
        Fix fix = Fix.safe("be quiet", source.whole(), replacement);
        findings.add(new Finding(LOUD, source.span(loud, loud + 4), "loud", List.of(fix)));
      }
      return findings;
    }
  }

  @Test
  void aFixThatSilencesAnotherRuleIsWithheldAndOneThatDoesNotIsApplied() {
    Workspace workspace = Workspaces.of(folder.resolve("words"), Map.of("a.txt", "old LOUD\n"));
    ProjectProfile profile = ProjectProfile.of(workspace);
    Source source = workspace.source("a.txt").orElseThrow();
    Mending.Outcome silent = Mending.of(new Words("quiet\n"), workspace, profile, source, false);
    assertThat(silent.text()).isEqualTo("old LOUD\n");
    assertThat(silent.mended()).isEmpty();
    assertThat(silent.left()).hasSize(2);
    Mending.Outcome honest =
        Mending.of(new Words("old quiet\n"), workspace, profile, source, false);
    assertThat(honest.text()).isEqualTo("old quiet\n");
    assertThat(honest.left()).extracting(f -> f.rule().id()).containsExactly("words/old");
  }
}
