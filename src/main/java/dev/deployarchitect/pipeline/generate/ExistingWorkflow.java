package dev.deployarchitect.pipeline.generate;

import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.pipeline.workflow.Uses;
import dev.deployarchitect.pipeline.workflow.Workflow;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.syntax.node.Node;
import dev.deployarchitect.syntax.node.YamlReader;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.workspace.Workspace;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A workflow of the repository, held against a generated pipeline.
 *
 * @param lost what it does and the pipeline does not, as a person reads it
 * @param replaced whether the pipeline has a file of the same path
 */
record ExistingWorkflow(String path, List<String> lost, boolean replaced) {
  private static final int MOST_TOLD = 6;
  private static final int LONGEST = 90;

  /** Actions that prepare a job; they check and release nothing themselves. */
  private static final Pattern PREPARES =
      Pattern.compile(
          "actions/(checkout|cache|setup-[a-z]+|upload-artifact|download-artifact)|pnpm/action-setup|oven-sh/setup-bun|docker/setup-[a-z]+-action");

  /** Events that the generated pipeline answers as a whole. */
  private static final Set<String> COMMON =
      Set.of("push", "pull_request", "workflow_dispatch", "merge_group");

  /** All workflows of the repository, by path. */
  static List<ExistingWorkflow> all(
      Workspace workspace, ProjectProfile profile, List<Artifact> files) {
    ComparedCommands commands = ComparedCommands.of(profile, files);
    List<Generated> generated =
        files.stream()
            .filter(f -> f.path().startsWith(".github/workflows/"))
            .map(f ->
                new Generated(
                    read(new Source(f.path(), f.content())),
                    ComparedCommands.of(profile, List.of(f))))
            .toList();
    Set<String> slugs =
        generated.stream().flatMap(g -> slugs(g.workflow())).collect(Collectors.toSet());
    Set<String> surroundings =
        generated.stream().flatMap(g -> surroundings(g.workflow())).collect(Collectors.toSet());
    return workspace.paths(p -> p.matches("\\.github/workflows/[^/]+\\.ya?ml")).stream()
        .flatMap(p -> workspace.source(p).stream())
        .map(source -> {
          Workflow workflow = read(source);
          List<String> lost =
              Stream.of(
                      events(workflow, generated),
                      surroundings(workflow).filter(s -> !surroundings.contains(s)),
                      slugs(workflow).filter(s -> !slugs.contains(s)),
                      commands(workflow).flatMap(run -> commands.missing(run).stream()))
                  .flatMap(s -> s)
                  .distinct()
                  .toList();
          boolean replaced = files.stream().anyMatch(f -> f.path().equals(source.path()));
          return new ExistingWorkflow(source.path(), lost, replaced);
        })
        .toList();
  }

  /** One workflow of the pipeline, with what it runs. */
  private record Generated(Workflow workflow, ComparedCommands known) {

    /** Whether it does all of {@code other} on the same event: a scan's schedule runs no tests. */
    boolean does(Workflow other, String event) {
      Set<String> own = slugs(workflow).collect(Collectors.toSet());
      return workflow.events().contains(event)
          && slugs(other).allMatch(own::contains)
          && commands(other).allMatch(run -> known.missing(run).isEmpty());
    }
  }

  private static Stream<String> events(Workflow workflow, List<Generated> generated) {
    return workflow.events().stream()
        .filter(e -> !COMMON.contains(e) && generated.stream().noneMatch(g -> g.does(workflow, e)))
        .map(e -> "on " + e);
  }

  private static Workflow read(Source source) {
    return Workflow.of(YamlReader.read(source));
  }

  /** Services, containers, matrices and systems: what commands run in. */
  private static Stream<String> surroundings(Workflow workflow) {
    return workflow.jobs().stream().flatMap(ExistingWorkflow::jobs);
  }

  private static Stream<String> jobs(Workflow.Job job) {
    Stream<String> services =
        entries(job, "services")
            .map(e -> "service " + e.value().textAt("image").orElse(e.key().text()))
            .map(ExistingWorkflow::withoutTag);
    Stream<String> container =
        job.at("container").stream()
            .map(c -> "container " + c.textAt("image").or(c::scalarText).orElse("of its own"));
    Stream<String> matrix =
        entries(job, "strategy", "matrix")
            .filter(e -> !e.key().text().equals("exclude"))
            .map(e -> "matrix " + e.key().text() + " " + oneLine(e.value().span().text()));
    Stream<String> system =
        job.at("runs-on").flatMap(Node::scalarText).stream()
            .filter(label -> label.matches("(?i).*(windows|macos|self-hosted|arm).*"))
            .map(label -> "runs on " + label);
    return Stream.of(services, container, matrix, system).flatMap(s -> s);
  }

  private static Stream<Node.Entry> entries(Workflow.Job job, String... path) {
    return job.at(path).map(Node::entries).orElse(List.of()).stream();
  }

  private static String withoutTag(String service) {
    return service.replaceFirst("[:@][^/]*$", "");
  }

  private static Stream<String> slugs(Workflow workflow) {
    Stream<Node.Scalar> called =
        workflow.jobs().stream()
            .flatMap(job -> job.at("uses").stream())
            .flatMap(n -> n instanceof Node.Scalar scalar ? Stream.of(scalar) : Stream.empty());
    return Stream.concat(called, workflow.steps().flatMap(step -> step.uses().stream()))
        .map(uses ->
            Uses.of(uses.text()) instanceof Uses.Repository repository
                ? repository.full()
                : uses.text().strip())
        .filter(slug -> !PREPARES.matcher(slug).matches());
  }

  private static Stream<String> commands(Workflow workflow) {
    return workflow.steps().flatMap(step -> step.run().stream()).map(Node.Scalar::text);
  }

  private static String oneLine(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }

  /** What to do with it, for the guide. */
  String advice() {
    if (lost.isEmpty()) {
      return "%s runs nothing that the new pipeline does not: delete it once the new one is green."
          .formatted(path);
    }
    int more = lost.size() - MOST_TOLD;
    String told =
        lost.stream()
                .limit(MOST_TOLD)
                .map(l -> "`" + oneLine(l) + "`")
                .collect(Collectors.joining(", "))
            + (more > 0 ? " and %d more".formatted(more) : "");
    return replaced
        ? "Before you replace %s, move to another workflow what the new file of that name does not run: %s."
            .formatted(path, told)
        : "Keep %s: the new pipeline does not run %s.".formatted(path, told);
  }
}
