package dev.deployarchitect.pipeline.audit;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.finding.Finding;
import dev.deployarchitect.finding.Rule;
import dev.deployarchitect.finding.RuleInfo;
import dev.deployarchitect.finding.RuleSet;
import dev.deployarchitect.pipeline.workflow.Workflow;
import java.util.List;
import java.util.stream.Stream;

/** Audits what workflows and composite actions make possible. */
public final class AuditReviewer {
  private final RuleSet<Audited> steps;
  private final RuleSet<Audited> workflows;
  private final String asOf;

  /** With the pages of its rules in {@code pages}. */
  public AuditReviewer(Content content, String pages) {
    this.asOf = new Advisories(content).date();
    this.steps =
        new RuleSet<>(
            pages,
            join(
                List.of(
                    InjectionRules.all(content),
                    UsesRules.all(content),
                    ImageRules.all(),
                    ConditionRules.all(),
                    CommandRules.all(content),
                    TokenRules.inSteps(),
                    StyleRules.all())));
    this.workflows =
        new RuleSet<>(
            pages,
            join(
                List.of(
                    SecretRules.all(),
                    TokenRules.all(),
                    TriggerRules.all(),
                    ReleaseRules.all(content))));
  }

  private static List<Rule<Audited>> join(List<List<Rule<Audited>>> families) {
    return families.stream().flatMap(List::stream).toList();
  }

  /** The date of the table of advisories. */
  public String asOf() {
    return asOf;
  }

  public List<RuleInfo> rules() {
    return Stream.concat(steps.infos().stream(), workflows.infos().stream()).toList();
  }

  public Stream<Finding> review(Workflow workflow, ZizmorSettings settings) {
    Audited audited = Audited.of(workflow, settings);
    Stream<Finding> all =
        workflow.action()
            ? steps.check(audited).stream()
            : Stream.concat(steps.check(audited).stream(), workflows.check(audited).stream());
    return all.filter(f -> !settings.silences(f));
  }
}
