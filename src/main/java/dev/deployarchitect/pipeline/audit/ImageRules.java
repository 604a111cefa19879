package dev.deployarchitect.pipeline.audit;

import dev.deployarchitect.finding.Rule;
import dev.deployarchitect.finding.Severity;
import dev.deployarchitect.pipeline.expression.Expression;
import dev.deployarchitect.pipeline.expression.Flow;
import dev.deployarchitect.pipeline.expression.Type;
import dev.deployarchitect.pipeline.workflow.ScalarText;
import dev.deployarchitect.pipeline.workflow.Uses;
import dev.deployarchitect.pipeline.workflow.Workflow;
import dev.deployarchitect.syntax.node.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Images that jobs, services and actions run in. */
final class ImageRules {
  private ImageRules() {}

  static List<Rule<Audited>> all() {
    return List.of(
        Rule.of(
            "pipeline/unpinned-image", Severity.MEDIUM, "unpinned-images", ImageRules::floating),
        Rule.of(
                "pipeline/image-without-digest",
                Severity.LOW,
                "unpinned-images",
                ImageRules::undigested)
            .whenStrict());
  }

  private static void floating(Audited audited, Rule.Reporter report) {
    each(
        audited.workflow(),
        (place, image) -> {
          if (!image.isBlank() && !image.contains("@") && !image.contains("${{")) {
            String tag = tag(image);
            if (tag.isEmpty() || tag.equals("latest")) {
              report.at(
                  place.span().firstLine(),
                  "image '%s' is whatever its newest build is".formatted(image));
            }
          }
        });
  }

  private static void undigested(Audited audited, Rule.Reporter report) {
    each(
        audited.workflow(),
        (place, image) -> {
          if (image.contains("${{")) {
            report.at(
                place.span().firstLine(),
                "which image '%s' is cannot be seen here".formatted(image));
          } else if (!image.isBlank()
              && !image.contains("@sha256:")
              && !tag(image).isEmpty()
              && !tag(image).equals("latest")) {
            report.at(
                place.span().firstLine(),
                "image '%s' has a tag, which can be moved".formatted(image));
          }
        });
  }

  private static String tag(String image) {
    String name = image.substring(image.lastIndexOf('/') + 1);
    int colon = name.indexOf(':');
    return colon < 0 ? "" : name.substring(colon + 1);
  }

  private static void each(Workflow workflow, BiConsumer<Node, String> seen) {
    for (Workflow.Job job : workflow.jobs()) {
      job.at("container").ifPresent(c -> image(c, job, seen));
      job.at("services")
          .map(Node::entries)
          .orElse(List.of())
          .forEach(service -> image(service.value(), job, seen));
      job.at("image")
          .filter(i -> workflow.action())
          .filter(i -> i.scalarText().filter(t -> t.startsWith("docker://")).isPresent())
          .ifPresent(i -> seen.accept(i, i.scalarText().orElse("").substring(9)));
      for (Workflow.Step step : job.steps()) {
        if (step.action().orElse(null) instanceof Uses.Image(String reference)) {
          step.uses().ifPresent(uses -> seen.accept(uses, reference));
        }
      }
    }
  }

  private static void image(Node container, Workflow.Job job, BiConsumer<Node, String> seen) {
    Optional<Node> image =
        container instanceof Node.Scalar ? Optional.of(container) : container.at("image");
    if (image.orElse(null) instanceof Node.Scalar scalar) {
      images(scalar, job).forEach(text -> seen.accept(scalar, text));
    }
  }

  /** What the value can be; what cannot be told stays an expression. */
  private static List<String> images(Node.Scalar scalar, Workflow.Job job) {
    if (!scalar.text().contains("${{")) {
      return List.of(scalar.text().strip());
    }
    List<ScalarText.Braces> braces = Reach.braces(scalar);
    if (!ScalarText.isWhole(scalar) || braces.size() != 1) {
      return List.of(scalar.text());
    }
    List<String> found = new ArrayList<>();
    Reach.read(braces.getFirst().inside()).ifPresent(tree -> values(tree, job, found));
    return found;
  }

  private static void values(Expression expression, Workflow.Job job, List<String> found) {
    switch (expression) {
      case Expression.Logical l when l.operator().equals("&&") -> values(l.right(), job, found);
      case Expression.Logical l -> {
        values(l.left(), job, found);
        values(l.right(), job, found);
      }
      case Expression.Literal l when l.type().equals(Type.Simple.STRING) -> found.add(l.text());
      case Expression other -> {
        List<String> matrix =
            Flow.path(other)
                .filter(p -> p.size() == 2 && p.getFirst().equals("matrix"))
                .map(p -> row(job, p.get(1)))
                .orElse(List.of());
        if (matrix.isEmpty()) {
          found.add("${{ %s }}".formatted(other.span().text()));
        } else {
          found.addAll(matrix);
        }
      }
    }
  }

  private static List<String> row(Workflow.Job job, String name) {
    Optional<Node> matrix = job.at("strategy", "matrix");
    List<String> values = new ArrayList<>();
    matrix
        .flatMap(m -> m.at(name))
        .map(Node::itemsOrSelf)
        .orElse(List.of())
        .forEach(n -> n.scalarText().ifPresent(values::add));
    matrix
        .flatMap(m -> m.at("include"))
        .map(Node::itemsOrSelf)
        .orElse(List.of())
        .forEach(item -> item.textAt(name).ifPresent(values::add));
    return values;
  }
}
