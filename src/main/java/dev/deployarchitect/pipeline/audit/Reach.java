package dev.deployarchitect.pipeline.audit;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.content.DatedTable;
import dev.deployarchitect.pipeline.expression.Expression;
import dev.deployarchitect.pipeline.expression.ExpressionReader;
import dev.deployarchitect.pipeline.expression.Flow;
import dev.deployarchitect.pipeline.workflow.ScalarText;
import dev.deployarchitect.pipeline.workflow.Workflow;
import dev.deployarchitect.syntax.node.Node;
import dev.deployarchitect.text.MappedText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Who can choose the text of a context. */
final class Reach {
  /** From worst to harmless. */
  enum Who {
    STRANGER,
    CALLER,
    UNCLEAR,
    NOBODY
  }

  /**
   * @param why the words of a finding
   */
  record Answer(Who who, String why) {}

  private static final Answer NOBODY = new Answer(Who.NOBODY, "");

  /** A name that a scope does not set. */
  private static final Answer ABSENT = new Answer(Who.NOBODY, "absent");

  /** Definitions that name each other are followed this far. */
  private static final int DEEPEST = 4;

  private final List<List<String>> chosen;
  private final Set<String> fixed;

  Reach(Content content) {
    DatedTable table =
        DatedTable.read(content.text("tools/pipeline/lint_workflow/untrusted-contexts.tsv"));
    chosen =
        table.rows().stream()
            .filter(row -> row.get("chosen by").equals("stranger"))
            .map(row -> List.of(row.get("context").split("\\.")))
            .toList();
    fixed =
        table.rows().stream()
            .filter(row -> row.get("chosen by").equals("nobody"))
            .map(row -> row.get("context"))
            .collect(java.util.stream.Collectors.toUnmodifiableSet());
  }

  /** All expressions of a text with their places, those that can be read. */
  static List<ScalarText.Braces> braces(Node.Scalar scalar) {
    return scalar.span().text().contains("${{")
        ? ScalarText.braces(ScalarText.of(scalar)).stream()
            .filter(ScalarText.Braces::closed)
            .toList()
        : List.of();
  }

  static Optional<Expression> read(MappedText inside) {
    ExpressionReader.Read read = ExpressionReader.read(inside);
    return read.problems().isEmpty() ? Optional.of(read.expression()) : Optional.empty();
  }

  /** Where an expression stands. */
  record Place(Workflow workflow, Workflow.Job job, Workflow.Step step, Definitions definitions) {}

  /** Who can choose what flows into {@code expression} in a step. */
  Answer of(Expression expression, Place place) {
    return worst(expression, place, 0);
  }

  private Answer worst(Expression expression, Place place, int depth) {
    Answer worst = NOBODY;
    for (Flow.Origin origin : Flow.into(expression)) {
      Answer answer = of(origin, place, depth);
      if (answer.who().compareTo(worst.who()) < 0) {
        worst = answer;
      }
    }
    return worst;
  }

  private Answer of(Flow.Origin origin, Place place, int depth) {
    Workflow workflow = place.workflow();
    String name = origin.name();
    if (chosen.stream().anyMatch(pattern -> reads(origin, pattern))) {
      return new Answer(
          Who.STRANGER,
          "'%s' is chosen by whoever opens the request"
              .formatted(origin.expression().span().text()));
    }
    return switch (origin.path().getFirst()) {
      case "secrets", "runner", "job", "strategy" -> NOBODY;
      case "inputs" -> input(name, workflow);
      case "env" -> defined(origin, environment(workflow, place.job(), place.step()), place, depth);
      case "matrix" -> defined(origin, matrix(place.job()), place, depth);
      default -> {
        boolean outcome =
            origin.isBelow("needs", "*", "result")
                || origin.isBelow("steps", "*", "outcome")
                || origin.isBelow("steps", "*", "conclusion");
        if (origin.isBelow("github", "event", "inputs", "*")) {
          yield input(name.substring("github.event.".length()), workflow);
        }
        yield outcome || fixed.contains(name) ? NOBODY : unclear(name);
      }
    };
  }

  private static Answer unclear(String name) {
    return new Answer(Who.UNCLEAR, "what '%s' holds is not seen here".formatted(name));
  }

  /** Whether the value holds what the pattern names, by itself or within a whole object. */
  private static boolean reads(Flow.Origin origin, List<String> pattern) {
    boolean longer = origin.path().size() >= pattern.size();
    if (!longer && !origin.serialised()) {
      return false;
    }
    for (int i = 0; i < Math.min(pattern.size(), origin.path().size()); i++) {
      String wanted = pattern.get(i);
      String given = origin.path().get(i);
      if (!wanted.equals("*") && !given.equals("*") && !wanted.equals(given)) {
        return false;
      }
    }
    return origin.path().size() > 1 || origin.serialised();
  }

  private static Answer input(String path, Workflow workflow) {
    String name = path.substring(path.indexOf('.') + 1);
    Optional<Node> declaration =
        Stream.of(
                workflow.document().at("on", "workflow_call", "inputs"),
                workflow.document().at("on", "workflow_dispatch", "inputs"),
                workflow.document().at("inputs"))
            .flatMap(Optional::stream)
            .flatMap(inputs -> inputs.entries().stream())
            .filter(e -> e.key().text().toLowerCase(Locale.ROOT).equals(name))
            .map(Node.Entry::value)
            .findFirst();
    if (declaration.isEmpty()) {
      return unclear("inputs." + name);
    }
    String type = declaration.get().textAt("type").orElse("string");
    return switch (type) {
      case "boolean", "number", "choice", "environment" -> unclear("inputs." + name);
      default ->
          new Answer(
              Who.CALLER,
              "input '%s' is any text that %s gives"
                  .formatted(name, workflow.action() ? "the using workflow" : "the caller"));
    };
  }

  private static List<Node> environment(Workflow workflow, Workflow.Job job, Workflow.Step step) {
    return Stream.of(step.body().at("env"), job.at("env"), workflow.document().at("env"))
        .flatMap(Optional::stream)
        .toList();
  }

  private static List<Node> matrix(Workflow.Job job) {
    return job.at("strategy", "matrix").stream().toList();
  }

  /** Follows a name to what it is set to: harmless where every value is written out. */
  private Answer defined(Flow.Origin origin, List<Node> scopes, Place place, int depth) {
    String name = origin.path().size() > 1 ? origin.path().get(1) : "*";
    boolean known = false;
    Answer worst = NOBODY;
    for (Node scope : scopes) {
      Answer answer = in(scope, name, origin.name(), place, depth);
      known |= !answer.equals(ABSENT);
      if (answer.who().compareTo(worst.who()) < 0) {
        worst = answer;
      }
    }
    return known || worst.who() != Who.NOBODY ? worst : unclear(origin.name());
  }

  private Answer in(Node scope, String name, String origin, Place place, int depth) {
    if (scope instanceof Node.Scalar || depth >= DEEPEST) {
      return unclear(origin);
    }
    String key = scope.span().start() + " " + name;
    Answer seen = place.definitions().answers().get(key);
    if (seen == null) {
      // A name that is followed back to itself is answered by what was found until then.
      place.definitions().answers().put(key, NOBODY);
      boolean open = scope.at("include").filter(Node.Scalar.class::isInstance).isPresent();
      seen =
          open
              ? unclear(origin)
              : follow(place.definitions().of(scope, name), origin, place, depth);
      place.definitions().answers().put(key, seen);
    }
    return seen;
  }

  private Answer follow(List<Node> values, String origin, Place place, int depth) {
    Answer worst = values.isEmpty() ? ABSENT : NOBODY;
    for (Node.Scalar scalar :
        (Iterable<Node.Scalar>) values.stream().flatMap(Workflow::scalars)::iterator) {
      for (ScalarText.Braces braces : braces(scalar)) {
        Answer answer =
            read(braces.inside()).map(e -> worst(e, place, depth + 1)).orElse(unclear(origin));
        if (answer.who().compareTo(worst.who()) < 0) {
          worst =
              answer.who() == Who.UNCLEAR
                  ? answer
                  : new Answer(
                      answer.who(),
                      "'%s' is set in line %d, where %s"
                          .formatted(origin, scalar.span().line(), answer.why()));
        }
      }
    }
    return worst;
  }
}
