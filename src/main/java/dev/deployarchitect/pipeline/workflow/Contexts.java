package dev.deployarchitect.pipeline.workflow;

import static dev.deployarchitect.pipeline.expression.Type.Simple.ANY;
import static dev.deployarchitect.pipeline.expression.Type.Simple.BOOLEAN;
import static dev.deployarchitect.pipeline.expression.Type.Simple.NUMBER;
import static dev.deployarchitect.pipeline.expression.Type.Simple.STRING;

import dev.deployarchitect.pipeline.expression.Type;
import dev.deployarchitect.syntax.node.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The types of all contexts at a place of one workflow. */
final class Contexts {
  private final Workflow workflow;
  private final CalledFiles called;
  private final Map<String, Type> everywhere;

  /** What each step gives, by its place in the file. */
  private final Map<Integer, Type> steps = new HashMap<>();

  private final Map<String, Workflow.Job> byId = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  /** In a job of more named steps their names are not checked: each step knows all before it. */
  private static final int MOST_STEPS = 300;

  Contexts(Workflow workflow, CalledFiles called) {
    this.workflow = workflow;
    this.called = called;
    workflow.jobs().forEach(job -> byId.putIfAbsent(job.id().text(), job));
    Map<String, Type> types = new HashMap<>();
    types.put("github", BuiltInContexts.github(BuiltInContexts.event(eventInputs())));
    types.put("env", BuiltInContexts.anyTexts());
    types.put("vars", BuiltInContexts.anyTexts());
    types.put("secrets", secrets());
    types.put("inputs", inputs());
    types.put("job", BuiltInContexts.job());
    types.put("runner", BuiltInContexts.runner());
    types.put("strategy", BuiltInContexts.strategy());
    types.put("matrix", Type.strict(Map.of()));
    types.put("needs", Type.strict(Map.of()));
    types.put("steps", Type.strict(Map.of()));
    types.put("jobs", jobs());
    everywhere = Map.copyOf(types);
  }

  Map<String, Type> everywhere() {
    return everywhere;
  }

  /** In a job, before its steps have run. */
  Map<String, Type> in(Workflow.Job job) {
    Map<String, Type> types = new HashMap<>(everywhere);
    types.put("needs", needs(job));
    types.put("matrix", MatrixType.of(job, types));
    return types;
  }

  /**
   * In a job whose types are {@code types}, after {@code before}, the first of its steps, have run.
   */
  Map<String, Type> after(List<Workflow.Step> before, Map<String, Type> types) {
    Map<String, Type> known = new TreeMap<>();
    for (Workflow.Step step : before.subList(0, Math.min(before.size(), MOST_STEPS))) {
      step.body()
          .textAt("id")
          .ifPresent(id ->
              known.put(
                  id,
                  steps.computeIfAbsent(
                      step.body().span().start(),
                      start -> BuiltInContexts.step(called.outputs(step)))));
    }
    boolean unknown =
        before.size() > MOST_STEPS || known.keySet().stream().anyMatch(id -> id.contains("${{"));
    Map<String, Type> after = new HashMap<>(types);
    after.put("steps", unknown ? Type.open(Map.of(), ANY) : Type.strict(known));
    return after;
  }

  private Type needs(Workflow.Job job) {
    Map<String, Type> known = new TreeMap<>();
    for (Node need : job.at("needs").map(Node::itemsOrSelf).orElse(List.of())) {
      String id = need.scalarText().orElse("");
      known.put(id, Optional.ofNullable(byId.get(id)).map(this::result).orElse(ANY));
    }
    return Type.strict(known);
  }

  private Type result(Workflow.Job job) {
    Type outputs = job.calls() ? called.outputs(job) : texts(job.at("outputs"));
    return Type.strict(Map.of("outputs", outputs, "result", STRING));
  }

  private static Type texts(Optional<Node> mapping) {
    Map<String, Type> known = new TreeMap<>();
    mapping.map(Node::entries).orElse(List.of()).forEach(e -> known.put(e.key().text(), STRING));
    return Type.strict(known);
  }

  private Type jobs() {
    Map<String, Type> known = new TreeMap<>();
    workflow.jobs().forEach(job -> known.put(job.id().text(), result(job)));
    return Type.strict(known);
  }

  /** A called workflow has the secrets it declares; one that is also started otherwise has all. */
  private Type secrets() {
    Optional<Node> declared = workflow.document().at("on", "workflow_call", "secrets");
    if (declared.isEmpty() || workflow.events().size() > 1) {
      return BuiltInContexts.anyTexts();
    }
    Map<String, Type> known = new TreeMap<>(((Type.Properties) texts(declared)).known());
    for (String given : List.of("github_token", "actions_step_debug", "actions_runner_debug")) {
      known.put(given, STRING);
    }
    return Type.strict(known);
  }

  private Type inputs() {
    Map<String, Type> known = new TreeMap<>();
    for (String event : List.of("workflow_dispatch", "workflow_call")) {
      for (Node.Entry input :
          workflow.document().at("on", event, "inputs").map(Node::entries).orElse(List.of())) {
        known.merge(
            input.key().text().toLowerCase(java.util.Locale.ROOT),
            inputType(input.value()),
            Type::or);
      }
    }
    return Type.strict(known);
  }

  /** The type of an input's declaration. */
  static Type inputType(Node declaration) {
    return switch (declaration.textAt("type").orElse("string")) {
      case "boolean" -> BOOLEAN;
      case "number" -> NUMBER;
      default -> STRING;
    };
  }

  /** In the event's payload every input is text. */
  private Type eventInputs() {
    Optional<Node> inputs = workflow.document().at("on", "workflow_dispatch", "inputs");
    return inputs.isPresent() ? texts(inputs) : ANY;
  }
}
