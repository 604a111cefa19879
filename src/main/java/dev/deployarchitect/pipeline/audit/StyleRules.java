package dev.deployarchitect.pipeline.audit;

import dev.deployarchitect.finding.Rule;
import dev.deployarchitect.finding.Severity;
import dev.deployarchitect.pipeline.workflow.Workflow;
import dev.deployarchitect.syntax.node.Node;
import dev.deployarchitect.text.Span;
import java.util.List;
import java.util.Optional;

/** What makes a run hard to find, or two of them get in each other's way. */
final class StyleRules {
  private StyleRules() {}

  static List<Rule<Audited>> all() {
    return List.of(
        Rule.of("pipeline/nameless", Severity.INFO, "anonymous-definition", StyleRules::nameless)
            .whenStrict(),
        Rule.of(
                "pipeline/unlimited-runs",
                Severity.INFO,
                "concurrency-limits",
                StyleRules::concurrency)
            .whenStrict());
  }

  private static Optional<Span> start(Workflow workflow) {
    return workflow.document().root().map(Node::entries).orElse(List.of()).stream()
        .findFirst()
        .map(e -> e.key().span());
  }

  private static void nameless(Audited audited, Rule.Reporter report) {
    Workflow workflow = audited.workflow();
    if (workflow.document().at("name").isEmpty()) {
      start(workflow)
          .ifPresent(s -> report.at(s, "without a name GitHub lists the file's path instead"));
    }
    if (!workflow.action()) {
      workflow.jobs().stream()
          .filter(j -> j.at("name").isEmpty())
          .forEach(j -> report.at(j.id().span(), "this job has an id and no name"));
    }
  }

  private static void concurrency(Audited audited, Rule.Reporter report) {
    Workflow workflow = audited.workflow();
    if (workflow.action() || workflow.events().equals(List.of("workflow_call"))) {
      return;
    }
    Optional<Node> top = workflow.document().at("concurrency");
    if (top.isPresent()) {
      if (top.get().at("cancel-in-progress").isEmpty()) {
        report.at(
            top.get().span().firstLine(),
            "without cancel-in-progress nothing says whether a newer run stops an older one");
      }
      return;
    }
    for (Workflow.Job job : workflow.jobs()) {
      Optional<Node> own = job.at("concurrency");
      if (own.isEmpty()) {
        report.at(job.id().span(), "runs of this job pile up; nothing limits them");
      } else if (own.get().at("cancel-in-progress").isEmpty()) {
        report.at(
            own.get().span().firstLine(),
            "without cancel-in-progress nothing says whether a newer run stops an older one");
      }
    }
  }
}
