package dev.deployarchitect.pipeline.workflow;

import dev.deployarchitect.finding.Rule;
import dev.deployarchitect.finding.Severity;
import dev.deployarchitect.pipeline.schema.ShapeChecker;
import dev.deployarchitect.syntax.node.Node;
import dev.deployarchitect.syntax.node.YamlAnchors;
import dev.deployarchitect.text.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Rules on the form of a workflow: what GitHub would refuse or silently ignore. */
final class WorkflowRules {
  private static final int MOST_CIRCULAR = 200;

  private WorkflowRules() {}

  static List<Rule<Workflow>> all() {
    return List.of(
        Rule.of("pipeline/workflow-syntax", Severity.HIGH, "syntax-check", WorkflowRules::syntax),
        Rule.of(
            "pipeline/unknown-key", Severity.HIGH, "syntax-check", shape(ShapeChecker.Kind.KEY)),
        Rule.of(
            "pipeline/duplicate-key",
            Severity.HIGH,
            "syntax-check",
            shape(ShapeChecker.Kind.DUPLICATE)),
        Rule.of(
            "pipeline/wrong-value", Severity.HIGH, "syntax-check", shape(ShapeChecker.Kind.VALUE)),
        Rule.of(
            "pipeline/missing-key",
            Severity.HIGH,
            "syntax-check",
            shape(ShapeChecker.Kind.MISSING)),
        Rule.of("pipeline/merge-key", Severity.HIGH, "syntax-check", WorkflowRules::mergeKeys),
        Rule.of("pipeline/unused-anchor", Severity.LOW, "syntax-check", WorkflowRules::anchors),
        Rule.of("pipeline/job-needs", Severity.HIGH, "job-needs", WorkflowRules::needs),
        Rule.of("pipeline/duplicate-step-id", Severity.HIGH, "id", WorkflowRules::stepIds),
        Rule.of(
            "pipeline/incomplete-job", Severity.HIGH, "syntax-check", WorkflowRules::incomplete));
  }

  /** All that is wrong with the form of an {@code action.yml}. */
  static void metadata(Workflow action, Rule.Reporter report) {
    action.document().problems().forEach(p -> report.at(p.span(), p.message()));
    action.shapeFaults().forEach(f -> report.at(f.span(), f.message()));
  }

  private static void syntax(Workflow workflow, Rule.Reporter report) {
    workflow.document().problems().forEach(p -> report.at(p.span(), p.message()));
    boolean readable = workflow.document().problems().isEmpty();
    Span start =
        workflow
            .document()
            .root()
            .map(root -> root.span().firstLine())
            .orElse(workflow.source().lineSpan(1));
    if (readable && workflow.document().root().isEmpty()) {
      report.at(start, "the file is empty");
    } else if (readable && workflow.on().isEmpty()) {
      report.at(start, "'on' is missing: nothing ever starts this workflow");
    }
    if (readable && workflow.jobs().isEmpty() && workflow.document().root().isPresent()) {
      report.at(start, "'jobs' is missing or empty");
    }
  }

  private static Rule.Check<Workflow> shape(ShapeChecker.Kind kind) {
    return (workflow, report) ->
        workflow.shapeFaults().stream()
            .filter(f -> f.kind() == kind)
            .forEach(f -> report.at(f.span(), f.message()));
  }

  private static void mergeKeys(Workflow workflow, Rule.Reporter report) {
    YamlAnchors.mergeKeys(workflow.source())
        .forEach(span ->
            report.at(
                span,
                "GitHub reads anchors and aliases, but not the merge key '<<': it refuses the file"));
  }

  private static void anchors(Workflow workflow, Rule.Reporter report) {
    YamlAnchors.unused(workflow.source())
        .forEach(
            span -> report.at(span, "nothing refers to '%s'".formatted(span.text().substring(1))));
  }

  private static void needs(Workflow workflow, Rule.Reporter report) {
    Map<String, Workflow.Job> byId = new TreeMap<>();
    workflow.jobs().forEach(job -> byId.put(job.id().text(), job));
    Set<String> circular = circular(workflow);
    for (Workflow.Job job : workflow.jobs()) {
      for (Node need : job.at("needs").map(Node::itemsOrSelf).orElse(List.of())) {
        String id = need.scalarText().orElse("");
        if (!byId.containsKey(id)) {
          report.at(
              need.span(),
              "job '%s' needs '%s', and there is no such job".formatted(job.id().text(), id));
        } else if (circular.contains(id)
            && circular.contains(job.id().text())
            && reaches(byId, id, job.id().text())) {
          report.at(
              need.span(),
              "job '%s' needs '%s', which needs it back: neither can start"
                  .formatted(job.id().text(), id));
        }
      }
    }
  }

  /** Jobs left when those whose needs are all met are taken away again and again. */
  private static Set<String> circular(Workflow workflow) {
    Map<String, List<String>> neededBy = new HashMap<>();
    Map<String, Integer> open = new HashMap<>();
    for (Workflow.Job job : workflow.jobs()) {
      List<Node> needs = job.at("needs").map(Node::itemsOrSelf).orElse(List.of());
      open.put(job.id().text(), needs.size());
      needs.forEach(n ->
          neededBy
              .computeIfAbsent(n.scalarText().orElse(""), k -> new ArrayList<>())
              .add(job.id().text()));
    }
    Deque<String> ready = new ArrayDeque<>();
    open.forEach((id, count) -> {
      if (count == 0) {
        ready.add(id);
      }
    });
    while (!ready.isEmpty()) {
      String id = ready.pop();
      open.remove(id);
      for (String next : neededBy.getOrDefault(id, List.of())) {
        if (open.merge(next, -1, Integer::sum) == 0) {
          ready.add(next);
        }
      }
    }
    // Each is followed all around; of a circle of thousands the first ones say enough.
    return workflow.jobs().stream()
        .map(job -> job.id().text())
        .filter(open::containsKey)
        .limit(MOST_CIRCULAR)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static boolean reaches(Map<String, Workflow.Job> jobs, String from, String to) {
    Deque<String> open = new ArrayDeque<>(List.of(from));
    Set<String> seen = new HashSet<>();
    while (!open.isEmpty()) {
      String id = open.pop();
      if (id.equals(to)) {
        return true;
      }
      if (seen.add(id) && jobs.containsKey(id)) {
        jobs.get(id)
            .at("needs")
            .map(Node::itemsOrSelf)
            .orElse(List.of())
            .forEach(n -> n.scalarText().ifPresent(open::push));
      }
    }
    return false;
  }

  private static void stepIds(Workflow workflow, Rule.Reporter report) {
    for (Workflow.Job job : workflow.jobs()) {
      Map<String, Span> seen = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      for (Workflow.Step step : job.steps()) {
        step.body()
            .at("id")
            .ifPresent(id -> {
              String text = id.scalarText().orElse("");
              Span first = seen.putIfAbsent(text, id.span());
              if (first != null) {
                report.at(
                    id.span(),
                    "step id '%s' is already used on line %d in job '%s'"
                        .formatted(text, first.line(), job.id().text()));
              }
            });
      }
    }
  }

  private static void incomplete(Workflow workflow, Rule.Reporter report) {
    for (Workflow.Job job : workflow.jobs()) {
      if (!job.calls() && job.at("runs-on").isEmpty()) {
        report.at(
            job.id().span(), "job '%s' has neither runs-on nor uses".formatted(job.id().text()));
      }
      for (Workflow.Step step : job.steps()) {
        if (step.uses().isEmpty() && step.run().isEmpty()) {
          report.at(step.body().span().firstLine(), "this step has neither uses nor run");
        }
      }
    }
  }
}
