package dev.deployarchitect.pipeline.workflow;

import dev.deployarchitect.finding.Rule;
import dev.deployarchitect.finding.Severity;
import dev.deployarchitect.pipeline.expression.Type;
import dev.deployarchitect.syntax.node.Document;
import dev.deployarchitect.syntax.node.Node;
import dev.deployarchitect.text.Nearest;
import dev.deployarchitect.text.Span;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Calls of workflows and actions of the same repository: what they need and what they know. */
final class CallRules {
  /**
   * @param called finds what is called
   */
  record Subject(Workflow workflow, CalledFiles called) {}

  private CallRules() {}

  static List<Rule<Subject>> all() {
    return List.of(
        Rule.of("pipeline/call-form", Severity.HIGH, "workflow-call", CallRules::form),
        Rule.of("pipeline/workflow-call", Severity.HIGH, "workflow-call", CallRules::workflows),
        Rule.of("pipeline/call-input-type", Severity.HIGH, "expression", CallRules::types),
        Rule.of("pipeline/action-inputs", Severity.HIGH, "action", CallRules::actions),
        Rule.of("pipeline/well-known-inputs", Severity.MEDIUM, "action", CallRules::wellKnown),
        Rule.of("pipeline/deprecated-input", Severity.LOW, "action", CallRules::deprecated));
  }

  private static void form(Subject subject, Rule.Reporter report) {
    for (Workflow.Job job : subject.workflow().jobs()) {
      job.at("uses")
          .filter(uses ->
              uses.scalarText()
                  .filter(u -> u.contains("${{") || u.matches("[.$]/[^@]+|[^/@]+/[^/@]+/[^@]+@.+"))
                  .isEmpty())
          .ifPresent(uses ->
              report.at(
                  uses.span(),
                  "a workflow is called as $/path/name.yml or ./path/name.yml, without a version, or as"
                      + " owner/repository/path/name.yml@version"));
    }
  }

  private static Optional<Document> target(Subject subject, Workflow.Job job) {
    return job.at("uses").flatMap(Node::scalarText).flatMap(subject.called()::workflow);
  }

  private static void workflows(Subject subject, Rule.Reporter report) {
    for (Workflow.Job job : subject.workflow().jobs()) {
      Optional<Document> target = target(subject, job);
      if (target.isPresent()) {
        Span uses = job.at("uses").orElseThrow().span();
        String path = job.at("uses").flatMap(Node::scalarText).orElse("");
        match("input", path, uses, job.at("with"), declared(target.get(), "inputs"), report);
        boolean inherits =
            job.at("secrets").flatMap(Node::scalarText).filter("inherit"::equals).isPresent();
        if (!inherits) {
          match("secret", path, uses, job.at("secrets"), declared(target.get(), "secrets"), report);
        }
      }
    }
  }

  private static Map<String, Node> declared(Document target, String what) {
    return byName(target.at("on", "workflow_call", what));
  }

  private static Map<String, Node> byName(Optional<Node> mapping) {
    Map<String, Node> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    mapping.map(Node::entries).orElse(List.of()).forEach(e -> all.put(e.key().text(), e.value()));
    return all;
  }

  private static void match(
      String what,
      String target,
      Span uses,
      Optional<Node> given,
      Map<String, Node> declared,
      Rule.Reporter report) {
    for (Node.Entry entry : given.map(Node::entries).orElse(List.of())) {
      if (!declared.containsKey(entry.key().text())) {
        report.at(
            entry.key().span(),
            "%s has no %s '%s'%s"
                .formatted(
                    target,
                    what,
                    entry.key().text(),
                    Nearest.to(entry.key().text(), declared.keySet())
                        .map("; did you mean '%s'?"::formatted)
                        .orElse(
                            declared.isEmpty()
                                ? ""
                                : "; there are " + String.join(", ", declared.keySet()))));
      }
    }
    Map<String, Node> names = byName(given);
    declared.forEach((name, declaration) -> {
      boolean needed =
          declaration.textAt("required").filter("true"::equals).isPresent()
              && declaration.at("default").isEmpty();
      if (needed && !names.containsKey(name)) {
        report.at(uses, "%s needs %s '%s'".formatted(target, what, name));
      }
    });
  }

  private static void types(Subject subject, Rule.Reporter report) {
    Contexts contexts = new Contexts(subject.workflow(), subject.called());
    for (Workflow.Job job : subject.workflow().jobs()) {
      Map<String, Node> declared =
          target(subject, job).map(t -> declared(t, "inputs")).orElse(Map.of());
      for (Node.Entry entry : job.at("with").map(Node::entries).orElse(List.of())) {
        Node declaration = declared.get(entry.key().text());
        if (declaration == null || declaration.at("type").isEmpty()) {
          continue;
        }
        Type wanted = Contexts.inputType(declaration);
        Type given = NodeType.of(entry.value(), contexts.in(job));
        // GitHub writes a number out where a text is wanted.
        boolean written = wanted.equals(Type.Simple.STRING) && given.equals(Type.Simple.NUMBER);
        if (!given.isAny() && !given.equals(wanted) && !written) {
          report.at(
              entry.value().span().firstLine(),
              "input '%s' is a %s, and gets a %s".formatted(entry.key().text(), wanted, given));
        }
      }
    }
  }

  private static void actions(Subject subject, Rule.Reporter report) {
    subject
        .workflow()
        .steps()
        .filter(step -> step.uses().isPresent())
        .forEach(step -> {
          String uses = step.uses().get().text();
          subject
              .called()
              .action(uses)
              .filter(action -> action.at("runs").isPresent())
              .ifPresent(action ->
                  match(
                      "input",
                      uses,
                      step.uses().get().span(),
                      step.body().at("with"),
                      allowed(action),
                      report));
        });
  }

  private static void wellKnown(Subject subject, Rule.Reporter report) {
    subject
        .workflow()
        .steps()
        .forEach(step ->
            subject
                .called()
                .popular()
                .of(step)
                .ifPresent(action -> {
                  Node.Scalar uses = step.uses().orElseThrow();
                  Optional<Node> given = step.body().at("with");
                  for (Node.Entry entry : given.map(Node::entries).orElse(List.of())) {
                    if (!action.inputs().containsKey(entry.key().text())) {
                      report.at(
                          entry.key().span(),
                          "%s has no input '%s'%s"
                              .formatted(
                                  uses.text().replaceFirst("@.*", ""),
                                  entry.key().text(),
                                  Nearest.to(entry.key().text(), action.inputs().keySet())
                                      .map("; did you mean '%s'?"::formatted)
                                      .orElse(", so this does nothing")));
                    }
                  }
                  boolean open = given.filter(Node.Scalar.class::isInstance).isPresent();
                  Map<String, Node> names = byName(given);
                  action
                      .inputs()
                      .forEach((name, input) -> {
                        if (input.required() && !open && !names.containsKey(name)) {
                          report.at(
                              uses.span(),
                              "%s needs input '%s'"
                                  .formatted(uses.text().replaceFirst("@.*", ""), name));
                        }
                      });
                }));
  }

  private static void deprecated(Subject subject, Rule.Reporter report) {
    subject
        .workflow()
        .steps()
        .forEach(step ->
            subject
                .called()
                .popular()
                .of(step)
                .ifPresent(action ->
                    step.body().at("with").map(Node::entries).orElse(List.of()).stream()
                        .filter(e -> action.inputs().containsKey(e.key().text()))
                        .filter(e -> action.inputs().get(e.key().text()).deprecated())
                        .forEach(e ->
                            report.at(
                                e.key().span(),
                                "input '%s' is on its way out".formatted(e.key().text())))));
  }

  /** An action in a container also takes what overrides its image's start. */
  private static Map<String, Node> allowed(Document action) {
    Map<String, Node> inputs = byName(action.at("inputs"));
    action
        .at("runs", "using")
        .filter(using -> using.scalarText().filter("docker"::equals).isPresent())
        .ifPresent(using -> {
          inputs.putIfAbsent("args", using);
          inputs.putIfAbsent("entrypoint", using);
        });
    return inputs;
  }
}
