package dev.deployarchitect.pipeline.workflow;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.finding.Finding;
import dev.deployarchitect.finding.Rule;
import dev.deployarchitect.finding.RuleInfo;
import dev.deployarchitect.finding.RuleSet;
import dev.deployarchitect.finding.Severity;
import dev.deployarchitect.workspace.Workspace;
import java.util.List;
import java.util.stream.Stream;

/** Checks what GitHub will make of a workflow, and how well it delivers. */
public final class WorkflowChecks {
  private final RuleSet<Workflow> rules;
  private final RuleSet<Workflow> action;
  private final RuleSet<List<ExpressionUse>> expressions;
  private final RuleSet<CallRules.Subject> calls;
  private final RuleSet<RunnerRules.Asked> runners;
  private final ContextAvailability availability;
  private final PopularActions popular;

  /** With the pages of its rules in {@code pages}. */
  public WorkflowChecks(Content content, String pages) {
    this.rules =
        new RuleSet<>(
            pages,
            Stream.of(
                    WorkflowRules.all(),
                    EventRules.all(content),
                    PermissionRules.all(content),
                    RunnerRules.all(content),
                    DeliveryRules.all())
                .<Rule<Workflow>>flatMap(List::stream)
                .toList());
    this.action =
        new RuleSet<>(
            pages,
            List.of(
                Rule.of(
                    "pipeline/action-metadata",
                    Severity.HIGH,
                    "syntax-check",
                    WorkflowRules::metadata)));
    this.expressions = new RuleSet<>(pages, ExpressionRules.all());
    this.calls = new RuleSet<>(pages, CallRules.all());
    this.runners = new RuleSet<>(pages, RunnerRules.ofTeam(content));
    this.availability = new ContextAvailability(content);
    this.popular = new PopularActions(content);
  }

  public List<RuleInfo> rules() {
    return Stream.of(
            rules.infos(), action.infos(), expressions.infos(), calls.infos(), runners.infos())
        .flatMap(List::stream)
        .toList();
  }

  /** Checks an {@code action.yml}. */
  public Stream<Finding> reviewAction(Workflow read) {
    return action.check(read).stream();
  }

  public Stream<Finding> review(Workflow workflow, Workspace workspace) {
    CalledFiles called = new CalledFiles(workspace, popular);
    return Stream.of(
            rules.check(workflow),
            expressions.check(ExpressionWalk.of(workflow, availability, called)),
            calls.check(new CallRules.Subject(workflow, called)),
            runners.check(new RunnerRules.Asked(workflow, DeclaredRunners.of(workspace))))
        .flatMap(List::stream);
  }
}
