package dev.deployarchitect.build;

import dev.deployarchitect.build.dockerfile.DockerIgnore;
import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Evidence;
import dev.deployarchitect.delivery.OutsideCheck;
import dev.deployarchitect.delivery.OutsideTool;
import dev.deployarchitect.delivery.OwnCheck;
import dev.deployarchitect.delivery.Verifier;
import java.util.ArrayList;
import java.util.List;

/** The files around a Dockerfile: its ignore file and the framework's configuration. */
public record BuildSettingsVerifier(OutsideTool tools) implements Verifier {
  public static final OutsideCheck NODE =
      new OutsideCheck(
          "node",
          List.of("--version"),
          List.of("--check", "FILE"),
          e -> e == 0,
          "that a JavaScript configuration can be parsed");

  @Override
  public boolean verifies(Artifact artifact) {
    return isIgnoreFile(artifact) || artifact.name().matches("next\\.config\\.\\w+");
  }

  private static boolean isIgnoreFile(Artifact artifact) {
    return artifact.name().endsWith(".dockerignore");
  }

  @Override
  public List<Evidence> verify(Artifact artifact, List<Artifact> together) {
    if (isIgnoreFile(artifact)) {
      return List.of(OwnCheck.run("keeps secrets and history out", artifact, () -> open(artifact)));
    }
    return List.of(
        artifact.name().endsWith("ts")
            ? new Evidence.NotRun(
                "tsc", "the project's own TypeScript is not installed here; run its type check")
            : NODE.run(artifact, tools));
  }

  private static List<String> open(Artifact artifact) {
    DockerIgnore ignore = DockerIgnore.read(artifact.content());
    List<String> faults = new ArrayList<>();
    for (String path : List.of(".env", "apps/web/.env.local", ".git/config", "node_modules/x")) {
      if (!ignore.ignores(path)) {
        faults.add(path + " reaches the build context");
      }
    }
    for (String path : List.of("package.json", "src/index.ts")) {
      if (ignore.ignores(path)) {
        faults.add(path + " does not reach the build context");
      }
    }
    return faults;
  }
}
