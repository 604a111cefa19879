package dev.deployarchitect.infrastructure;

import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Evidence;
import dev.deployarchitect.delivery.OutsideCheck;
import dev.deployarchitect.delivery.OutsideTool;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code cfn-lint}, once for all templates of a delivery: it takes a second or two to start. */
final class CloudFormationLint {
  static final OutsideCheck CHECK =
      new OutsideCheck(
          "cfn-lint",
          List.of("--version"),
          List.of(),
          e -> e == 0,
          "CloudFormation templates against AWS's own schemas and allowed values");

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final OutsideTool tools;

  CloudFormationLint(OutsideTool tools) {
    this.tools = tools.within(LIMIT);
  }

  /** The run for all templates, borne by the first of them; the others point at it. */
  Evidence run(Artifact artifact, List<Artifact> templates) {
    Optional<Path> program = tools.find(CHECK.program());
    if (program.isEmpty()) {
      return CHECK.run(artifact, tools);
    }
    List<String> paths = templates.stream().map(Artifact::path).sorted().toList();
    if (!paths.getFirst().equals(artifact.path())) {
      return new Evidence.NotRun(
          CHECK.label(), "it read all templates at once: see " + paths.getFirst());
    }
    Map<String, String> files =
        templates.stream().collect(Collectors.toMap(Artifact::path, Artifact::content));
    try {
      String version = CHECK.version(tools).orElse("unknown version");
      OutsideTool.Run run = tools.run(program.get(), paths, files);
      return CHECK.verdict(artifact, version, run, run.output().strip());
    } catch (IOException e) {
      return new Evidence.NotRun(CHECK.label(), "cfn-lint " + e.getMessage());
    }
  }
}
