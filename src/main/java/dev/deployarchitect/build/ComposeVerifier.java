package dev.deployarchitect.build;

import dev.deployarchitect.build.dockerfile.DockerfileReader;
import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Evidence;
import dev.deployarchitect.delivery.OutsideCheck;
import dev.deployarchitect.delivery.OutsideTool;
import dev.deployarchitect.delivery.OwnCheck;
import dev.deployarchitect.delivery.Surroundings;
import dev.deployarchitect.delivery.Verifier;
import dev.deployarchitect.syntax.node.Document;
import dev.deployarchitect.syntax.node.Node;
import dev.deployarchitect.syntax.node.YamlReader;
import dev.deployarchitect.text.Source;
import java.nio.file.Path;
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
    return verify(artifact, together, Surroundings.unknown());
  }

  @Override
  public List<Evidence> verify(Artifact artifact, List<Artifact> together, Surroundings around) {
    Map<String, String> beside = new HashMap<>();
    together.forEach(a -> beside.put(a.path(), a.content()));
    List<Artifact> all =
        around.with(
            together, p -> isBase(artifact.path(), p) || p.matches("(.*/)?[^/]*Dockerfile[^/]*"));
    return List.of(
        OwnCheck.run("names resolved", artifact, () -> faults(artifact, all)),
        CONFIG.run(artifact, beside, tools));
  }

  /** Whether a file is the one that Compose reads before an overlay beside it. */
  private static boolean isBase(String overlay, String path) {
    String folder = overlay.substring(0, overlay.lastIndexOf('/') + 1);
    return !path.equals(overlay)
        && path.startsWith(folder)
        && BASE.contains(path.substring(folder.length()));
  }

  private static final List<String> BASE =
      List.of("compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml");

  /** A file and the one that it lies over: names of either are known. */
  private record Layers(List<Document> files) {
    static Layers of(Artifact artifact, List<Artifact> together) {
      List<Document> files = new ArrayList<>();
      files.add(read(artifact));
      together.stream()
          .filter(a -> isBase(artifact.path(), a.path()))
          .map(Layers::read)
          .forEach(files::add);
      return new Layers(files);
    }

    private static Document read(Artifact artifact) {
      return YamlReader.read(new Source(artifact.path(), artifact.content()));
    }

    List<Node.Entry> services() {
      return files.getFirst().at("services").map(Node::entries).orElse(List.of());
    }

    boolean has(String... path) {
      return files.stream().anyMatch(f -> f.at(path).isPresent());
    }
  }

  private static List<String> faults(Artifact artifact, List<Artifact> together) {
    Layers file = Layers.of(artifact, together);
    List<String> faults = new ArrayList<>();
    for (Node.Entry service : file.services()) {
      dependencies(file, service, faults);
      build(artifact.path(), service, together, faults);
      volumes(file, service, faults);
      secrets(file, service, faults);
    }
    return faults;
  }

  private static void dependencies(Layers file, Node.Entry service, List<String> faults) {
    items(service.value().at("depends_on"))
        .filter(name -> !file.has("services", name))
        .forEach(name ->
            faults.add(
                "%s depends on %s, which is no service".formatted(service.key().text(), name)));
    for (Node.Entry wanted :
        service.value().at("depends_on").map(Node::entries).orElse(List.of())) {
      String name = wanted.key().text();
      boolean healthy =
          wanted.value().textAt("condition").filter("service_healthy"::equals).isPresent();
      if (!file.has("services", name)) {
        faults.add("%s depends on %s, which is no service".formatted(service.key().text(), name));
      } else if (healthy && !file.has("services", name, "healthcheck")) {
        faults.add(
            "%s waits until %s is healthy, which has no health check"
                .formatted(service.key().text(), name));
      }
    }
  }

  private static void build(
      String compose, Node.Entry service, List<Artifact> together, List<String> faults) {
    Optional<String> path = service.value().textAt("build", "dockerfile");
    Optional<Artifact> dockerfile =
        path.map(p -> dockerfile(compose, service, p))
            .flatMap(p -> together.stream().filter(a -> a.path().equals(p)).findFirst());
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

  /** Its path in the repository: it is relative to the context, which is relative to the file. */
  private static String dockerfile(String compose, Node.Entry service, String path) {
    String context = service.value().textAt("build", "context").orElse(".");
    Path folder = Path.of(compose).resolveSibling(context);
    return folder.resolve(path).normalize().toString().replace('\\', '/');
  }

  static boolean hasStage(Optional<Artifact> dockerfile, String target) {
    return dockerfile
        .map(a -> DockerfileReader.read(new Source(a.path(), a.content())))
        .flatMap(d -> d.stage(target))
        .isPresent();
  }

  private static void volumes(Layers file, Node.Entry service, List<String> faults) {
    items(service.value().at("volumes"))
        .map(v -> v.replaceFirst(":.*", ""))
        .filter(v -> v.matches("\\w[\\w.-]*") && !file.has("volumes", v))
        .forEach(v ->
            faults.add("%s mounts %s, which is no volume here".formatted(service.key().text(), v)));
  }

  private static void secrets(Layers file, Node.Entry service, List<String> faults) {
    items(service.value().at("build", "secrets"))
        .filter(s -> !file.has("secrets", s))
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
