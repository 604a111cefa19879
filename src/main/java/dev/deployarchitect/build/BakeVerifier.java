package dev.deployarchitect.build;

import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Evidence;
import dev.deployarchitect.delivery.OutsideCheck;
import dev.deployarchitect.delivery.OutsideTool;
import dev.deployarchitect.delivery.OwnCheck;
import dev.deployarchitect.delivery.Verifier;
import dev.deployarchitect.syntax.hcl.HclBody;
import dev.deployarchitect.syntax.hcl.HclExpression;
import dev.deployarchitect.syntax.hcl.HclReference;
import dev.deployarchitect.syntax.hcl.HclFormat;
import dev.deployarchitect.syntax.hcl.HclReader;
import dev.deployarchitect.text.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Bake files: format, and that groups, targets, variables and stages are there. */
public record BakeVerifier(OutsideTool tools) implements Verifier {

  /** Of the same folder; what lies elsewhere is not put there. */
  private static final Pattern SECRET_FILE = Pattern.compile("\\bsrc=(\\.?\\w[\\w.-]*)(?=,|$)");

  public static final OutsideCheck PRINT =
      new OutsideCheck(
          "docker-buildx",
          List.of("version"),
          List.of("bake", "--file", "FILE", "--print"),
          e -> e == 0,
          "a bake file by buildx itself");

  @Override
  public boolean verifies(Artifact artifact) {
    return artifact.name().matches("docker-bake(\\.[\\w-]+)?\\.hcl");
  }

  @Override
  public List<Evidence> verify(Artifact artifact, List<Artifact> together) {
    return List.of(
        OwnCheck.run("names resolved, formatted", artifact, () -> faults(artifact, together)),
        PRINT.run(artifact, secrets(artifact), tools));
  }

  /** Empty files in the place of those a build mounts: buildx looks whether they are there. */
  private static Map<String, String> secrets(Artifact artifact) {
    return HclReader.read(new Source(artifact.path(), artifact.content()))
        .body()
        .blocks("target")
        .flatMap(target -> named(target, "secret"))
        .flatMap(secret -> SECRET_FILE.matcher(secret).results().map(m -> m.group(1)))
        .filter(name -> !name.equals(artifact.name()))
        .distinct()
        .collect(Collectors.toMap(name -> name, name -> ""));
  }

  private static List<String> faults(Artifact artifact, List<Artifact> together) {
    HclBody.File file = HclReader.read(new Source(artifact.path(), artifact.content()));
    List<String> faults = new ArrayList<>();
    file.problems().forEach(p -> faults.add(p.span().place() + " " + p.message()));
    if (!HclFormat.format(artifact.content()).equals(artifact.content())) {
      faults.add("not formatted as HCL is");
    }
    Set<String> targets = labels(file, "target");
    Set<String> variables = labels(file, "variable");
    file.body()
        .allBlocks()
        .forEach(block -> {
          named(block, "targets")
              .filter(t -> !targets.contains(t))
              .forEach(t -> faults.add(block.span().place() + " no target is called " + t));
          named(block, "inherits")
              .filter(t -> !targets.contains(t))
              .forEach(t -> faults.add(block.span().place() + " no target is called " + t));
          block
              .body()
              .allAttributes()
              .flatMap(a -> variables(a.value()))
              .filter(root -> !variables.contains(root))
              .forEach(root -> faults.add(block.span().place() + " no variable is called " + root));
        });
    stages(file, together, faults);
    return faults;
  }

  private static Stream<String> variables(HclExpression value) {
    return value.references().stream().map(HclReference::root);
  }

  private static void stages(HclBody.File file, List<Artifact> together, List<String> faults) {
    Optional<Artifact> dockerfile =
        file.body()
            .blocks("target")
            .flatMap(t -> literal(t, "dockerfile").stream())
            .findFirst()
            .flatMap(path -> together.stream().filter(a -> a.path().equals(path)).findFirst());
    file.body()
        .blocks("target")
        .flatMap(t -> literal(t, "target").stream())
        .filter(stage -> !ComposeVerifier.hasStage(dockerfile, stage))
        .forEach(stage -> faults.add("the Dockerfile has no stage " + stage));
  }

  private static Optional<String> literal(HclBody.Block block, String name) {
    return block.body().attribute(name).flatMap(a -> a.value().literal());
  }

  private static Stream<String> named(HclBody.Block block, String attribute) {
    return block.body().attribute(attribute).stream().flatMap(a -> a.value().strings().stream());
  }

  private static Set<String> labels(HclBody.File file, String type) {
    return file.body().blocks(type).map(b -> b.label(0)).collect(Collectors.toSet());
  }
}
