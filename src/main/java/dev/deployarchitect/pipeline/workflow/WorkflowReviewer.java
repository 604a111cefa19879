package dev.deployarchitect.pipeline.workflow;

import dev.deployarchitect.content.Content;
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
  private static final String PAGES = "tools/pipeline/lint_workflow/rules";
  private static final RuleSet<List<ExpressionUse>> EXPRESSIONS =
      new RuleSet<>(PAGES, ExpressionRules.all());
  private static final RuleSet<CallRules.Subject> CALLS = new RuleSet<>(PAGES, CallRules.all());

  private final RuleSet<Workflow> rules;
  private final ContextAvailability availability;

  public WorkflowReviewer(Content content) {
    this.rules =
        new RuleSet<>(
            PAGES,
            Stream.of(
                    WorkflowRules.all(),
                    EventRules.all(content),
                    PermissionRules.all(content),
                    RunnerRules.all(content),
                    SecurityRules.all(),
                    DeliveryRules.all())
                .<Rule<Workflow>>flatMap(List::stream)
                .toList());
    this.availability = new ContextAvailability(content);
  }

  @Override
  public String subject() {
    return "workflows";
  }

  @Override
  public List<RuleInfo> rules() {
    return Stream.of(rules.infos(), EXPRESSIONS.infos(), CALLS.infos())
        .flatMap(List::stream)
        .toList();
  }

  @Override
  public boolean reads(String path) {
    return path.matches("(.*/)?\\.github/workflows/[^/]+\\.ya?ml");
  }

  @Override
  public List<Finding> review(List<String> paths, Workspace workspace, ProjectProfile profile) {
    return paths.stream()
        .flatMap(path -> workspace.source(path).stream())
        .flatMap(source -> review(source, new CalledFiles(workspace)))
        .toList();
  }

  private Stream<Finding> review(Source source, CalledFiles called) {
    Workflow workflow = Workflow.of(YamlReader.read(source));
    return Stream.of(
            rules.check(workflow),
            EXPRESSIONS.check(ExpressionWalk.of(workflow, availability, called)),
            CALLS.check(new CallRules.Subject(workflow, called)))
        .flatMap(List::stream);
  }
}
