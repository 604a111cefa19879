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
import java.util.Optional;

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
    return List.of(
        script(artifact)
            .map(script -> SHELLCHECK.run(artifact, Map.of(SCRIPT, script), tools))
            .orElse(new Evidence.NotRun(SHELLCHECK.label(), "no RUN here is read by /bin/sh")));
  }

  /** What the RUN instructions give to {@code /bin/sh}; empty where another shell reads them. */
  static Optional<String> script(Artifact artifact) {
    List<Instruction> all =
        DockerfileReader.read(new Source(artifact.path(), artifact.content()))
            .instructions()
            .toList();
    boolean otherShell = all.stream().anyMatch(i -> i.is("SHELL"));
    List<String> bodies =
        all.stream()
            .filter(i -> !otherShell && i.is("RUN") && !i.json())
            .map(RunScriptVerifier::body)
            .filter(body -> !body.isEmpty() && !body.startsWith("#!"))
            .toList();
    return bodies.isEmpty()
        ? Optional.empty()
        : Optional.of("#!/bin/sh\n(\n" + String.join("\n)\n(\n", bodies) + "\n)\n");
  }

  private static String body(Instruction run) {
    return run.heredocs().isEmpty()
        ? run.body().text().strip()
        : run.heredocs().getFirst().body().text().strip();
  }
}
