package dev.deployarchitect.pipeline.workflow;

import dev.deployarchitect.pipeline.expression.ExpressionChecker;
import dev.deployarchitect.pipeline.expression.ExpressionReader;
import dev.deployarchitect.pipeline.expression.Scope;
import dev.deployarchitect.pipeline.expression.Type;
import dev.deployarchitect.syntax.node.Node;
import dev.deployarchitect.text.MappedText;
import dev.deployarchitect.text.Problem;
import dev.deployarchitect.text.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Finds, reads and checks every expression of a workflow. */
final class ExpressionWalk {
  /** YAML aliases can repeat a part without end; no workflow has more expressions. */
  private static final int MOST = 20_000;

  private final ContextAvailability availability;
  private final List<ExpressionUse> found = new ArrayList<>();

  private ExpressionWalk(ContextAvailability availability) {
    this.availability = availability;
  }

  static List<ExpressionUse> of(
      Workflow workflow, ContextAvailability availability, CalledFiles called) {
    ExpressionWalk walk = new ExpressionWalk(availability);
    Contexts contexts = new Contexts(workflow, called);
    for (Node.Entry entry : workflow.document().root().map(Node::entries).orElse(List.of())) {
      if (entry.key().text().equals("on") && entry.value() instanceof Node.Mapping on) {
        on.entries().forEach(event -> walk.event(event, contexts.everywhere()));
      } else if (!entry.key().text().equals("jobs")) {
        walk.node(List.of(entry.key().text()), entry.value(), contexts.everywhere());
      }
    }
    workflow.jobs().forEach(job -> walk.job(job, contexts));
    return walk.found;
  }

  /** The default of an input knows the inputs before it. */
  private void event(Node.Entry event, Map<String, Type> types) {
    String name = event.key().text();
    for (Node.Entry part : event.value().entries()) {
      List<String> path = List.of("on", name, part.key().text());
      if (!name.equals("workflow_call") || !part.key().text().equals("inputs")) {
        node(path, part.value(), types);
        continue;
      }
      Map<String, Type> before = new TreeMap<>();
      for (Node.Entry input : part.value().entries()) {
        Map<String, Type> known = new HashMap<>(types);
        known.put("inputs", Type.strict(before));
        node(
            Stream.concat(path.stream(), Stream.of(input.key().text())).toList(),
            input.value(),
            known);
        before.put(input.key().text(), Contexts.inputType(input.value()));
      }
    }
  }

  private void job(Workflow.Job job, Contexts contexts) {
    Map<String, Type> before = contexts.in(job);
    Map<String, Type> after = contexts.after(job.steps(), before);
    for (Node.Entry entry : job.body().entries()) {
      String key = entry.key().text();
      boolean late = key.equals("outputs") || key.equals("environment");
      if (!key.equals("steps")) {
        node(List.of("jobs", "*", key), entry.value(), late ? after : before);
      }
    }
    for (int i = 0; i < job.steps().size(); i++) {
      Map<String, Type> types = contexts.after(job.steps().subList(0, i), before);
      for (Node.Entry entry : job.steps().get(i).body().entries()) {
        node(List.of("jobs", "*", "steps", entry.key().text()), entry.value(), types);
      }
    }
  }

  private void node(List<String> path, Node node, Map<String, Type> types) {
    if (found.size() >= MOST) {
      return;
    }
    switch (node) {
      case Node.Scalar scalar -> scalar(path, scalar, types);
      case Node.Sequence sequence -> sequence.items().forEach(item -> node(path, item, types));
      case Node.Mapping mapping -> {
        for (Node.Entry entry : mapping.entries()) {
          List<String> below = new ArrayList<>(path);
          below.add(entry.key().text());
          node(below, entry.value(), types);
        }
      }
    }
  }

  private void scalar(List<String> path, Node.Scalar scalar, Map<String, Type> types) {
    boolean condition = path.getLast().equals("if");
    boolean braces = scalar.span().text().contains("${{");
    if (!braces && (!condition || scalar.isNull())) {
      return;
    }
    MappedText text = ScalarText.of(scalar);
    Scope scope = availability.at(path, types);
    if (!braces) {
      use(path, scope, text, scalar.span(), true, true);
      return;
    }
    for (ScalarText.Braces part : ScalarText.braces(text)) {
      Span span = text.span(part.start(), part.end());
      boolean whole = ScalarText.isWhole(scalar);
      if (part.closed()) {
        use(path, scope, part.inside(), span, whole, condition);
      } else {
        Problem open = new Problem(span.firstLine(), "'${{' has no '}}'");
        found.add(
            new ExpressionUse(
                String.join(".", path),
                span,
                whole,
                condition,
                ExpressionReader.read(part.inside()).expression(),
                List.of(open),
                new ExpressionChecker.Checked(Type.Simple.ANY, List.of(), List.of())));
      }
    }
  }

  private void use(
      List<String> path,
      Scope scope,
      MappedText text,
      Span span,
      boolean whole,
      boolean condition) {
    ExpressionReader.Read read = ExpressionReader.read(text);
    ExpressionChecker.Checked checked =
        read.problems().isEmpty()
            ? ExpressionChecker.check(read.expression(), scope)
            : new ExpressionChecker.Checked(Type.Simple.ANY, List.of(), List.of());
    found.add(
        new ExpressionUse(
            String.join(".", path),
            span,
            whole,
            condition,
            read.expression(),
            read.problems(),
            checked));
  }
}
