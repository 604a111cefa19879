package dev.deployarchitect.build;

import dev.deployarchitect.build.dockerfile.DockerfileReader;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Compose files: that what a service names is there, in the file and in the Dockerfile. */
public record ComposeVerifier(OutsideTool tools) implements Verifier {
  public static final OutsideCheck CONFIG =
      new OutsideCheck(
          "docker-compose",
          List.of("version"),
          List.of("-f", "FILE", "config", "--quiet"),
          e -> e == 0,
          "a Compose file against Compose's own schema");

  @Override
  public boolean verifies(Artifact artifact) {
    return artifact.name().matches("(docker-)?compose(\\.[\\w-]+)?\\.ya?ml");
  }

  @Override
  public List<Evidence> verify(Artifact artifact, List<Artifact> together) {
    Map<String, String> beside = new HashMap<>();
    together.forEach(a -> beside.put(a.path(), a.content()));
    return List.of(
        OwnCheck.run("names resolved", artifact, () -> faults(artifact, together)),
        CONFIG.run(artifact, beside, tools));
  }

  private static List<String> faults(Artifact artifact, List<Artifact> together) {
    Document file = YamlReader.read(new Source(artifact.path(), artifact.content()));
    List<String> faults = new ArrayList<>();
    for (Node.Entry service : file.at("services").map(Node::entries).orElse(List.of())) {
      dependencies(file, service, faults);
      build(service, together, faults);
      volumes(file, service, faults);
      secrets(file, service, faults);
    }
    return faults;
  }

  private static void dependencies(Document file, Node.Entry service, List<String> faults) {
    for (Node.Entry wanted :
        service.value().at("depends_on").map(Node::entries).orElse(List.of())) {
      String name = wanted.key().text();
      Optional<Node> other = file.at("services", name);
      boolean healthy =
          wanted.value().textAt("condition").filter("service_healthy"::equals).isPresent();
      if (other.isEmpty()) {
        faults.add("%s depends on %s, which is no service".formatted(service.key().text(), name));
      } else if (healthy && other.get().at("healthcheck").isEmpty()) {
        faults.add(
            "%s waits until %s is healthy, which has no health check"
                .formatted(service.key().text(), name));
      }
    }
  }

  private static void build(Node.Entry service, List<Artifact> together, List<String> faults) {
    Optional<String> path = service.value().textAt("build", "dockerfile");
    Optional<Artifact> dockerfile =
        path.flatMap(p -> together.stream().filter(a -> a.path().equals(p)).findFirst());
    if (path.isPresent() && dockerfile.isEmpty()) {
      faults.add(
          "%s is built from %s, which is not delivered"
              .formatted(service.key().text(), path.get()));
      return;
    }
    service
        .value()
        .textAt("build", "target")
        .filter(target -> !hasStage(dockerfile, target))
        .ifPresent(target ->
            faults.add(
                "%s is built to stage %s, which the Dockerfile has not"
                    .formatted(service.key().text(), target)));
  }

  static boolean hasStage(Optional<Artifact> dockerfile, String target) {
    return dockerfile
        .map(a -> DockerfileReader.read(new Source(a.path(), a.content())))
        .flatMap(d -> d.stage(target))
        .isPresent();
  }

  private static void volumes(Document file, Node.Entry service, List<String> faults) {
    items(service.value().at("volumes"))
        .map(v -> v.replaceFirst(":.*", ""))
        .filter(v -> v.matches("\\w[\\w.-]*") && file.at("volumes", v).isEmpty())
        .forEach(v ->
            faults.add("%s mounts %s, which is no volume here".formatted(service.key().text(), v)));
  }

  private static void secrets(Document file, Node.Entry service, List<String> faults) {
    items(service.value().at("build", "secrets"))
        .filter(s -> file.at("secrets", s).isEmpty())
        .forEach(s ->
            faults.add(
                "%s is built with secret %s, which is not declared"
                    .formatted(service.key().text(), s)));
  }

  private static Stream<String> items(Optional<Node> node) {
    return node.stream()
        .flatMap(n -> n.itemsOrSelf().stream())
        .flatMap(item -> item.scalarText().stream());
  }
}
