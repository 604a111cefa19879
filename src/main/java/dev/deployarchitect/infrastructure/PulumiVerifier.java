package dev.deployarchitect.infrastructure;

import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Evidence;
import dev.deployarchitect.delivery.OutsideTool;
import dev.deployarchitect.delivery.OwnCheck;
import dev.deployarchitect.delivery.Surroundings;
import dev.deployarchitect.delivery.Verifier;
import dev.deployarchitect.infrastructure.pulumi.PulumiReview;
import dev.deployarchitect.infrastructure.pulumi.PulumiSettings;
import dev.deployarchitect.project.Paths;
import dev.deployarchitect.text.Source;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Pulumi programs in TypeScript: by our rules, and by their packages' types where those are. */
public final class PulumiVerifier implements Verifier {
  private final InfrastructureReviewer reviewer;
  private final PulumiCompile compile;

  /**
   * A verifier.
   *
   * @param modules folders that may be a {@code node_modules} with Pulumi's packages
   */
  public PulumiVerifier(InfrastructureReviewer reviewer, OutsideTool tools, List<Path> modules) {
    this.reviewer = reviewer;
    this.compile = new PulumiCompile(tools, modules);
  }

  /** The folder that {@code ARCHITECT_PULUMI_MODULES} names. */
  public static List<Path> modulesOnThisMachine() {
    return Stream.of(System.getenv("ARCHITECT_PULUMI_MODULES"))
        .filter(Objects::nonNull)
        .map(Path::of)
        .filter(Path::isAbsolute)
        .toList();
  }

  @Override
  public boolean verifies(Artifact artifact) {
    // Other scripts in TypeScript belong to other programs; ours lie in a folder of this name.
    return artifact.path().matches("(.*/)?pulumi/(.*/)?[^/]+\\.ts")
        || PulumiSettings.reads(artifact.path());
  }

  @Override
  public List<Evidence> verify(Artifact artifact, List<Artifact> together) {
    return verify(artifact, together, Surroundings.unknown());
  }

  @Override
  public List<Evidence> verify(Artifact artifact, List<Artifact> delivered, Surroundings around) {
    String own = Paths.in(Paths.folder(artifact.path()), "");
    List<Artifact> together =
        around.with(
            delivered,
            p ->
                PulumiReview.reads(p)
                    || (p.startsWith(own) && p.endsWith(".ts"))
                    || delivered.stream().anyMatch(a -> a.path().equals(p)));
    Optional<String> folder = program(artifact.path(), together);
    if (folder.isEmpty()) {
      return List.of(
          new Evidence.NotRun(
              PulumiCompile.CHECK.label(), "no Pulumi.yaml says what it belongs to"));
    }
    List<Source> scripts =
        together.stream()
            .filter(
                a -> a.path().endsWith(".ts") && a.path().startsWith(Paths.in(folder.get(), "")))
            .map(a -> new Source(a.path(), a.content()))
            .toList();
    if (PulumiSettings.reads(artifact.path())) {
      Source settings = new Source(artifact.path(), artifact.content());
      return List.of(
          OwnCheck.run(
              "settings that the program reads",
              artifact,
              () ->
                  PulumiSettings.check(settings, scripts).stream()
                      .map(p -> p.span().place() + " " + p.message())
                      .toList()));
    }
    FindingEvidence found =
        FindingEvidence.of(
            artifact, reviewer.pulumi().review(scripts), reviewer.rules(), rule -> false);
    return List.of(found.sound(), compiled(artifact, folder.get(), delivered, together));
  }

  /** Once for the program, at its first script: tsc reads all. */
  private Evidence compiled(
      Artifact artifact, String folder, List<Artifact> delivered, List<Artifact> together) {
    String first =
        delivered.stream()
            .map(Artifact::path)
            .filter(p -> p.endsWith(".ts") && p.startsWith(Paths.in(folder, "")))
            .sorted()
            .findFirst()
            .orElse(artifact.path());
    return first.equals(artifact.path())
        ? compile.run(artifact, folder, together)
        : new Evidence.NotRun(
            PulumiCompile.CHECK.label(), "it reads the whole program: see " + first);
  }

  private static Optional<String> program(String path, List<Artifact> together) {
    return together.stream()
        .map(Artifact::path)
        .filter(PulumiReview::reads)
        .map(Paths::folder)
        .filter(folder -> path.startsWith(Paths.in(folder, "")))
        .findFirst();
  }
}
