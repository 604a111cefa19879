package dev.deployarchitect.pipeline.workflow;

import dev.deployarchitect.pipeline.schema.ActionShape;
import dev.deployarchitect.pipeline.schema.ShapeChecker;
import dev.deployarchitect.pipeline.schema.WorkflowShape;
import dev.deployarchitect.syntax.node.Document;
import dev.deployarchitect.syntax.node.Node;
import dev.deployarchitect.syntax.shell.Command;
import dev.deployarchitect.syntax.shell.ShellScript;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.text.Span;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A GitHub Actions workflow as typed parts over its YAML; or the steps of a composite action, as
 * one job under the key {@code runs}.
 *
 * @param action whether it is an action's metadata file
 */
public record Workflow(
    Document document, boolean action, List<Job> jobs, List<ShapeChecker.Fault> shapeFaults) {

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

  /**
   * One step: its mapping, and the two ways it can act.
   *
   * @param action what it uses, where it uses an action
   * @param commands of its script, read as a shell's
   */
  public record Step(
      Node body,
      Optional<Node.Scalar> uses,
      Optional<Node.Scalar> run,
      Optional<Uses> action,
      List<Command> commands) {
    /** The action's input {@code key}; GitHub compares the names of inputs without case. */
    public Optional<Node> with(String key) {
      return body.at("with").map(Node::entries).orElse(List.of()).stream()
          .filter(e -> e.key().text().equalsIgnoreCase(key))
          .map(Node.Entry::value)
          .findFirst();
    }

    /** Whether it uses an action of the repository {@code slug}, in lower case. */
    public boolean usesRepository(String slug) {
      return action()
          .filter(u -> u instanceof Uses.Repository r && r.slug().equals(slug))
          .isPresent();
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
    List<Job> jobs =
        document.at("jobs").map(Node::entries).orElse(List.of()).stream()
            .map(Workflow::job)
            .toList();
    List<ShapeChecker.Fault> faults = document.root().map(WorkflowShape::faults).orElse(List.of());
    return new Workflow(document, false, jobs, faults);
  }

  /** An {@code action.yml}; one that is not composite has no steps. */
  public static Workflow ofAction(Document document) {
    List<Job> runs =
        document.root().map(Node::entries).orElse(List.of()).stream()
            .filter(e -> e.key().text().equals("runs"))
            .map(Workflow::job)
            .toList();
    List<ShapeChecker.Fault> faults = document.root().map(ActionShape::faults).orElse(List.of());
    return new Workflow(document, true, runs, faults);
  }

  private static Step step(Node node) {
    Optional<Node.Scalar> uses = scalar(node, "uses");
    Optional<Node.Scalar> run = scalar(node, "run");
    List<Command> commands =
        run.map(r -> ShellScript.read(r.content()).commands()).orElse(List.of());
    return new Step(node, uses, run, uses.map(u -> Uses.of(u.text())), commands);
  }

  private static Job job(Node.Entry entry) {
    List<Step> steps =
        entry.value().at("steps").map(Node::itemsOrSelf).orElse(List.of()).stream()
            .map(Workflow::step)
            .toList();
    return new Job(entry.key(), entry.value(), steps);
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

  /** Every scalar of a part of it. */
  public static Stream<Node.Scalar> scalars(Node node) {
    return switch (node) {
      case Node.Scalar scalar -> Stream.of(scalar);
      case Node.Sequence sequence -> sequence.items().stream().flatMap(Workflow::scalars);
      case Node.Mapping mapping -> mapping.entries().stream().flatMap(e -> scalars(e.value()));
    };
  }
}
