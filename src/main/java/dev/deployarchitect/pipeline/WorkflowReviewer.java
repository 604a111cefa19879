package dev.deployarchitect.pipeline;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.finding.Finding;
import dev.deployarchitect.finding.Reviewer;
import dev.deployarchitect.finding.RuleInfo;
import dev.deployarchitect.finding.RuleSet;
import dev.deployarchitect.pipeline.audit.AuditReviewer;
import dev.deployarchitect.pipeline.audit.ZizmorSettings;
import dev.deployarchitect.pipeline.dependabot.DependabotRules;
import dev.deployarchitect.pipeline.workflow.Workflow;
import dev.deployarchitect.pipeline.workflow.WorkflowChecks;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.syntax.node.Document;
import dev.deployarchitect.syntax.node.YamlReader;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.workspace.Workspace;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds faults in what GitHub runs: workflows, actions, Dependabot's settings. */
public final class WorkflowReviewer implements Reviewer {
  private static final String PAGES = "tools/pipeline/lint_workflow/rules";
  private static final String ACTION = "(.*/)?action\\.ya?ml";

  private static final String DEPENDABOT = "(.*/)?\\.github/dependabot\\.ya?ml";
  private static final RuleSet<DependabotRules.Settings> DEPENDABOT_RULES =
      new RuleSet<>(PAGES, DependabotRules.all());

  private final WorkflowChecks checks;
  private final AuditReviewer audit;

  public WorkflowReviewer(Content content) {
    this.checks = new WorkflowChecks(content, PAGES);
    this.audit = new AuditReviewer(content, PAGES);
  }

  @Override
  public String subject() {
    return "workflows, actions and Dependabot settings";
  }

  @Override
  public List<RuleInfo> rules() {
    return Stream.of(checks.rules(), audit.rules(), DEPENDABOT_RULES.infos())
        .flatMap(List::stream)
        .toList();
  }

  @Override
  public boolean reads(String path) {
    return path.matches("(.*/)?\\.github/workflows/[^/]+\\.ya?ml|" + ACTION + "|" + DEPENDABOT);
  }

  @Override
  public List<Finding> review(List<String> paths, Workspace workspace, ProjectProfile profile) {
    ZizmorSettings settings = ZizmorSettings.of(workspace);
    return paths.stream()
        .flatMap(path -> workspace.source(path).stream())
        .flatMap(source -> review(source, workspace, settings))
        .toList();
  }

  private Stream<Finding> review(Source source, Workspace workspace, ZizmorSettings settings) {
    Document document = YamlReader.read(source);
    if (source.path().matches(DEPENDABOT)) {
      var read =
          new DependabotRules.Settings(document, settings.number("dependabot-cooldown", "days"));
      return DEPENDABOT_RULES.check(read).stream().filter(f -> !settings.silences(f));
    }
    boolean workflow = !source.path().matches(ACTION) || document.at("jobs").isPresent();
    if (!workflow) {
      Workflow action = Workflow.ofAction(document);
      return Stream.concat(checks.reviewAction(action), audit.review(action, settings));
    }
    Workflow read = Workflow.of(document);
    return Stream.concat(checks.review(read, workspace), audit.review(read, settings));
  }

  @Override
  public Optional<String> remark(List<Finding> findings, Workspace workspace) {
    return findings.stream().noneMatch(f -> f.rule().id().startsWith("pipeline/"))
        ? Optional.empty()
        : Optional.of(
            "GitHub itself was not asked: whether a commit belongs to the repository it is pinned"
                + " in, where a tag points today, and advisories newer than the table of "
                + audit.asOf()
                + ".");
  }
}
