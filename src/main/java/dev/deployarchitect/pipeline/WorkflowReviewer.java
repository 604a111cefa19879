package dev.deployarchitect.pipeline;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.delivery.OutsideTool;
import dev.deployarchitect.delivery.Shellcheck;
import dev.deployarchitect.finding.Finding;
import dev.deployarchitect.finding.Reviewer;
import dev.deployarchitect.finding.RuleInfo;
import dev.deployarchitect.finding.RuleSet;
import dev.deployarchitect.pipeline.audit.AuditReviewer;
import dev.deployarchitect.pipeline.audit.ZizmorSettings;
import dev.deployarchitect.pipeline.dependabot.DependabotRules;
import dev.deployarchitect.pipeline.script.PythonScripts;
import dev.deployarchitect.pipeline.script.ScriptReviewer;
import dev.deployarchitect.pipeline.workflow.Workflow;
import dev.deployarchitect.pipeline.workflow.WorkflowChecks;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.syntax.node.Document;
import dev.deployarchitect.syntax.node.YamlReader;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.workspace.Workspace;
import java.util.ArrayList;
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

  private final ScriptReviewer scripts;
  private final PythonScripts python;

  /** With the outside programs that read the scripts in steps. */
  public WorkflowReviewer(Content content, OutsideTool tools) {
    this.scripts = new ScriptReviewer(new Shellcheck(tools), PAGES);
    this.python = new PythonScripts(tools, PAGES);
    this.checks = new WorkflowChecks(content, PAGES);
    this.audit = new AuditReviewer(content, PAGES);
  }

  @Override
  public String subject() {
    return "workflows, actions and Dependabot settings";
  }

  @Override
  public List<RuleInfo> rules() {
    return Stream.of(
            checks.rules(),
            audit.rules(),
            scripts.rules(),
            python.rules(),
            DEPENDABOT_RULES.infos())
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
    List<Workflow> read = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    paths.stream()
        .flatMap(path -> workspace.source(path).stream())
        .forEach(source -> review(source, workspace, settings, read).forEach(findings::add));
    findings.addAll(scripts.review(read));
    findings.addAll(python.review(read));
    return findings;
  }

  private Stream<Finding> review(
      Source source, Workspace workspace, ZizmorSettings settings, List<Workflow> all) {
    Document document = YamlReader.read(source);
    if (source.path().matches(DEPENDABOT)) {
      var read =
          new DependabotRules.Settings(document, settings.number("dependabot-cooldown", "days"));
      return DEPENDABOT_RULES.check(read).stream().filter(f -> !settings.silences(f));
    }
    boolean workflow = !source.path().matches(ACTION) || document.at("jobs").isPresent();
    if (!workflow) {
      Workflow action = Workflow.ofAction(document);
      all.add(action);
      return Stream.concat(checks.reviewAction(action), audit.review(action, settings));
    }
    Workflow read = Workflow.of(document);
    all.add(read);
    return Stream.concat(checks.review(read, workspace), audit.review(read, settings));
  }

  @Override
  public Optional<String> remark(List<Finding> findings, Workspace workspace) {
    return findings.stream().noneMatch(f -> f.rule().id().startsWith("pipeline/"))
        ? Optional.empty()
        : Optional.of(
            scripts.unchecked().map(why -> why + " ").orElse("")
                + "GitHub itself was not asked: whether a commit belongs to the repository it is pinned"
                + " in, where a tag points today, and advisories newer than the table of "
                + audit.asOf()
                + ".");
  }
}
