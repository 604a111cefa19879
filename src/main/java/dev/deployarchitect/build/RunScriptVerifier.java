package dev.deployarchitect.build;

import dev.deployarchitect.build.dockerfile.DockerfileReader;
import dev.deployarchitect.build.dockerfile.Instruction;
import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Evidence;
import dev.deployarchitect.delivery.OutsideCheck;
import dev.deployarchitect.delivery.OutsideTool;
import dev.deployarchitect.delivery.Verifier;
import dev.deployarchitect.finding.Reviewer;
import dev.deployarchitect.text.Source;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The shell commands of a Dockerfile's RUN instructions, each in a subshell of one script. */
public record RunScriptVerifier(Reviewer reviewer, OutsideTool tools) implements Verifier {
  private static final String SCRIPT = "run-steps.sh";

  /** SC2154 aside: a build argument is assigned by the Dockerfile, not by the script. */
  public static final OutsideCheck SHELLCHECK =
      new OutsideCheck(
          "shellcheck",
          List.of("--version"),
          List.of("--shell=sh", "--severity=warning", "--exclude=SC2154", SCRIPT),
          e -> e == 0,
          "the shell in RUN");

  @Override
  public boolean verifies(Artifact artifact) {
    return reviewer.reads(artifact.path());
  }

  @Override
  public List<Evidence> verify(Artifact artifact, List<Artifact> together) {
    return List.of(SHELLCHECK.run(artifact, Map.of(SCRIPT, script(artifact)), tools));
  }

  /** What the RUN instructions give to {@code /bin/sh}; a file with another SHELL gives nothing. */
  static String script(Artifact artifact) {
    List<Instruction> all =
        DockerfileReader.read(new Source(artifact.path(), artifact.content()))
            .instructions()
            .toList();
    boolean otherShell = all.stream().anyMatch(i -> i.is("SHELL"));
    return all.stream()
        .filter(i -> !otherShell && i.is("RUN") && !i.json())
        .map(i ->
            i.heredocs().isEmpty()
                ? i.body().text().strip()
                : i.heredocs().getFirst().body().text().strip())
        .collect(Collectors.joining("\n)\n(\n", "#!/bin/sh\n(\n", "\n)\n"));
  }
}
