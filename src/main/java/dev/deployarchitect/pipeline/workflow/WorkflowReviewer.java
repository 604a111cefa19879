package dev.deployarchitect.pipeline.workflow;

import dev.deployarchitect.finding.Finding;
import dev.deployarchitect.finding.Reviewer;
import dev.deployarchitect.finding.Rule;
import dev.deployarchitect.finding.RuleInfo;
import dev.deployarchitect.finding.RuleSet;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.syntax.node.YamlReader;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.workspace.Workspace;
import java.util.List;
import java.util.stream.Stream;

/** Finds faults in GitHub Actions workflows. */
public final class WorkflowReviewer implements Reviewer {
  private static final RuleSet<Workflow> RULES =
      new RuleSet<>(
          "tools/pipeline/lint_workflow/rules",
          Stream.of(WorkflowRules.all(), SecurityRules.all(), DeliveryRules.all())
              .<Rule<Workflow>>flatMap(List::stream)
              .toList());

  @Override
  public String subject() {
    return "workflows";
  }

  @Override
  public List<RuleInfo> rules() {
    return RULES.infos();
  }

  @Override
  public boolean reads(String path) {
    return path.matches("(.*/)?\\.github/workflows/[^/]+\\.ya?ml");
  }

  @Override
  public List<Finding> review(List<String> paths, Workspace workspace, ProjectProfile profile) {
    return paths.stream()
        .flatMap(path -> workspace.source(path).stream())
        .flatMap(source -> review(source).stream())
        .toList();
  }

  /** The findings in one workflow. */
  public static List<Finding> review(Source source) {
    return RULES.check(Workflow.of(YamlReader.read(source)));
  }
}
