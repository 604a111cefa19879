package dev.deployarchitect.pipeline;

import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Evidence;
import dev.deployarchitect.delivery.OutsideCheck;
import dev.deployarchitect.delivery.OutsideTool;
import dev.deployarchitect.delivery.OwnCheck;
import dev.deployarchitect.delivery.Verifier;
import dev.deployarchitect.syntax.node.Document;
import dev.deployarchitect.syntax.node.Node;
import dev.deployarchitect.syntax.node.YamlReader;
import dev.deployarchitect.text.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code .gitlab-ci.yml}: that its jobs, stages and templates refer to each other (docs.gitlab.com,
 * "CI/CD YAML syntax reference"), and GitLab's own schema where check-jsonschema is installed.
 *
 * @param tools finds outside programs
 */
public record GitlabVerifier(OutsideTool tools) implements Verifier {
  public static final OutsideCheck SCHEMA =
      new OutsideCheck(
          "check-jsonschema",
          List.of("--version"),
          List.of("--builtin-schema", "vendor.gitlab-ci", "FILE"),
          e -> e == 0,
          "GitLab pipelines against GitLab's own schema");

  private static final Set<String> GLOBAL =
      Set.of(
          "default",
          "include",
          "stages",
          "variables",
          "workflow",
          "spec",
          "pages",
          "image",
          "services",
          "cache",
          "before_script",
          "after_script");
  private static final Set<String> JOB =
      Set.of(
          "after_script",
          "allow_failure",
          "artifacts",
          "before_script",
          "cache",
          "coverage",
          "dast_configuration",
          "dependencies",
          "environment",
          "extends",
          "hooks",
          "id_tokens",
          "identity",
          "image",
          "inherit",
          "interruptible",
          "manual_confirmation",
          "needs",
          "parallel",
          "release",
          "resource_group",
          "retry",
          "rules",
          "run",
          "script",
          "secrets",
          "services",
          "stage",
          "tags",
          "timeout",
          "trigger",
          "variables",
          "when");

  /** GitLab's scanners: template to job (gitlab.com/gitlab-org/gitlab, lib/gitlab/ci/templates). */
  private static final Map<String, String> TEMPLATE_JOBS =
      Map.of(
          "Jobs/SAST.gitlab-ci.yml", "semgrep-sast",
          "Jobs/Secret-Detection.gitlab-ci.yml", "secret_detection",
          "Jobs/Dependency-Scanning.gitlab-ci.yml", "gemnasium-dependency_scanning",
          "Jobs/SAST-IaC.gitlab-ci.yml", "kics-iac-sast",
          "Jobs/Container-Scanning.gitlab-ci.yml", "container_scanning");

  private static final Set<String> STAGES = Set.of(".pre", "build", "test", "deploy", ".post");

  @Override
  public boolean verifies(Artifact artifact) {
    return artifact.path().equals(".gitlab-ci.yml");
  }

  @Override
  public List<Evidence> verify(Artifact artifact, List<Artifact> together) {
    return List.of(
        OwnCheck.run("own GitLab rules", artifact, () -> faults(artifact)),
        SCHEMA.run(artifact, tools));
  }

  static List<String> faults(Artifact artifact) {
    Document document = YamlReader.read(new Source(artifact.path(), artifact.content()));
    List<String> faults = new ArrayList<>();
    document.problems().forEach(p -> faults.add(p.span().place() + " " + p.message()));
    List<Node.Entry> jobs =
        document.root().map(Node::entries).orElse(List.of()).stream()
            .filter(e -> !GLOBAL.contains(e.key().text()))
            .toList();
    Set<String> names = jobs.stream().map(e -> e.key().text()).collect(Collectors.toSet());
    Set<String> stages =
        document.at("stages").map(s -> texts(s).collect(Collectors.toSet())).orElse(STAGES);
    for (Node.Entry job : jobs) {
      job(job, names, stages, faults);
    }
    templates(document, stages, faults);
    return faults;
  }

  /** The jobs of GitLab's own templates stand in a stage 'test', unless the file moves them. */
  private static void templates(Document document, Set<String> stages, List<String> faults) {
    for (Node included : document.at("include").map(Node::itemsOrSelf).orElse(List.of())) {
      Optional<Node> template = included.at("template");
      String job = template.flatMap(Node::scalarText).map(TEMPLATE_JOBS::get).orElse("");
      if (!job.isEmpty() && !stages.contains("test") && document.at(job, "stage").isEmpty()) {
        fault(template.get(), "its job '%s' needs a stage 'test'".formatted(job), faults);
      }
    }
  }

  private static void job(
      Node.Entry job, Set<String> names, Set<String> stages, List<String> faults) {
    String name = job.key().text();
    for (Node.Entry entry : job.value().entries()) {
      if (!JOB.contains(entry.key().text())) {
        fault(entry.key(), "'%s' is no key of a job".formatted(entry.key().text()), faults);
      }
    }
    boolean runs =
        Stream.of("script", "trigger", "run", "extends")
            .anyMatch(key -> job.value().at(key).isPresent());
    if (!name.startsWith(".") && !runs && !TEMPLATE_JOBS.containsValue(name)) {
      fault(job.key(), "job '%s' has no script".formatted(name), faults);
    }
    job.value()
        .at("stage")
        .filter(s -> s.scalarText().filter(stages::contains).isEmpty())
        .ifPresent(s -> fault(s, "this stage is not in 'stages'", faults));
    references(job.value().at("extends"), names, faults);
    references(job.value().at("needs"), names, faults);
    for (String key : List.of("before_script", "script", "after_script")) {
      job.value().at(key).map(Node::itemsOrSelf).orElse(List.of()).stream()
          .filter(line -> line.scalarText().isEmpty())
          .forEach(line -> fault(line, "a line of a script is a text", faults));
    }
  }

  private static void references(Optional<Node> list, Set<String> names, List<String> faults) {
    for (Node item : list.map(Node::itemsOrSelf).orElse(List.of())) {
      Node named = item.at("job").orElse(item);
      if (named.scalarText().filter(names::contains).isEmpty()) {
        fault(named, "there is no job '%s'".formatted(named.scalarText().orElse("")), faults);
      }
    }
  }

  private static Stream<String> texts(Node list) {
    return list.itemsOrSelf().stream().flatMap(n -> n.scalarText().stream());
  }

  private static void fault(Node place, String message, List<String> faults) {
    faults.add(place.span().place() + " " + message);
  }
}
