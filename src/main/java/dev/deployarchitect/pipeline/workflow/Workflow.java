package dev.deployarchitect.pipeline.workflow;

import dev.deployarchitect.pipeline.schema.ShapeChecker;
import dev.deployarchitect.pipeline.schema.WorkflowShape;
import dev.deployarchitect.syntax.node.Document;
import dev.deployarchitect.syntax.node.Node;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A GitHub Actions workflow as typed parts over its YAML. */
public record Workflow(Document document, List<Job> jobs, List<ShapeChecker.Fault> shapeFaults) {

  /** One job: its id and its mapping. */
  public record Job(Node.Scalar id, Node body, List<Step> steps) {
    public Optional<Node> at(String... path) {
      return body.at(path);
    }

    /** Whether the job calls a reusable workflow instead of having steps. */
    public boolean calls() {
      return at("uses").isPresent();
    }

    /** The job's {@code if}, {@code needs} and the like, as written. */
    public String text() {
      return body.span().text();
    }
  }

  /** One step: its mapping, and the two ways it can act. */
  public record Step(Node body, Optional<Node.Scalar> uses, Optional<Node.Scalar> run) {
    public Optional<Node> with(String key) {
      return body.at("with", key);
    }

    /** Whether the step uses {@code owner/name}, at any version. */
    public boolean uses(String action) {
      return uses.filter(u -> u.text().equals(action) || u.text().startsWith(action + "@"))
          .isPresent();
    }

    public Span span() {
      return uses.or(() -> run).map(Node.Scalar::span).orElse(body.span()).firstLine();
    }
  }

  public static Workflow of(Document document) {
    List<Job> jobs = new ArrayList<>();
    for (Node.Entry entry : document.at("jobs").map(Node::entries).orElse(List.of())) {
      List<Step> steps =
          entry.value().at("steps").map(Node::itemsOrSelf).orElse(List.of()).stream()
              .map(node -> new Step(node, scalar(node, "uses"), scalar(node, "run")))
              .toList();
      jobs.add(new Job(entry.key(), entry.value(), steps));
    }
    List<ShapeChecker.Fault> faults = document.root().map(WorkflowShape::faults).orElse(List.of());
    return new Workflow(document, List.copyOf(jobs), faults);
  }

  private static Optional<Node.Scalar> scalar(Node node, String key) {
    return node.at(key).filter(Node.Scalar.class::isInstance).map(Node.Scalar.class::cast);
  }

  public Source source() {
    return document.source();
  }

  public Stream<Step> steps() {
    return jobs.stream().flatMap(j -> j.steps().stream());
  }

  /** The value of {@code on}, in any of its forms. */
  public Optional<Node> on() {
    return document.at("on");
  }

  /** The names of the events that start it. */
  public List<String> events() {
    Optional<Node> on = on();
    if (on.isEmpty()) {
      return List.of();
    }
    return on.get() instanceof Node.Mapping mapping
        ? mapping.entries().stream().map(e -> e.key().text()).toList()
        : on.get().itemsOrSelf().stream().flatMap(n -> n.scalarText().stream()).toList();
  }

  public boolean startsOn(String event) {
    return events().contains(event);
  }

  /** Every scalar of the file. */
  public Stream<Node.Scalar> scalars() {
    return document.root().stream().flatMap(Workflow::scalars);
  }

  private static Stream<Node.Scalar> scalars(Node node) {
    return switch (node) {
      case Node.Scalar scalar -> Stream.of(scalar);
      case Node.Sequence sequence -> sequence.items().stream().flatMap(Workflow::scalars);
      case Node.Mapping mapping -> mapping.entries().stream().flatMap(e -> scalars(e.value()));
    };
  }
}
