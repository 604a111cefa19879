package dev.deployarchitect.build.code;

import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Evidence;
import dev.deployarchitect.delivery.OutsideTool;
import dev.deployarchitect.delivery.Surroundings;
import dev.deployarchitect.delivery.Verifier;
import dev.deployarchitect.rehearsal.KeptAnswers;
import dev.deployarchitect.rehearsal.PackageInstall;
import dev.deployarchitect.rehearsal.WorkspaceCopy;
import dev.deployarchitect.rehearsal.WorkspaceDigest;
import dev.deployarchitect.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The project's own tests, linters and builds on a delivered file, in a copy of the repository.
 * They are the repository's code, so a person must have allowed it. What is red without the
 * delivered files is not held against them.
 */
public final class ProjectRunVerifier implements Verifier {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int LAST_LINES = 12;

  private final OutsideTool tools;
  private final KeptAnswers<List<Evidence>> known = new KeptAnswers<>();

  public ProjectRunVerifier(OutsideTool tools) {
    this.tools = tools.within(LIMIT);
  }

  @Override
  public boolean verifies(Artifact artifact) {
    return ProjectRun.ALL.stream().anyMatch(r -> r.files().matcher(artifact.path()).matches());
  }

  @Override
  public List<Evidence> verify(Artifact artifact, List<Artifact> together) {
    return verify(artifact, together, Surroundings.unknown());
  }

  @Override
  public List<Evidence> verify(Artifact artifact, List<Artifact> together, Surroundings around) {
    if (around.workspace().isEmpty()) {
      return List.of();
    }
    if (!around.runsCode()) {
      return List.of(
          new Evidence.NotRun(
              "project's tests and linter",
              "they run the repository's own code: verify_files with run_code asks for it"));
    }
    List<Artifact> changed =
        together.stream()
            .filter(
                a -> around.source(a.path()).map(s -> !s.text().equals(a.content())).orElse(true))
            .toList();
    Workspace workspace = around.workspace().get();
    try {
      return known.of(
          artifact.path() + "\n" + WorkspaceDigest.of(workspace, changed),
          () -> run(artifact, changed, workspace, around));
    } catch (IOException e) {
      return List.of(new Evidence.NotRun("project's tests and linter", e.getMessage()));
    }
  }

  private List<Evidence> run(
      Artifact artifact, List<Artifact> changed, Workspace workspace, Surroundings around)
      throws IOException {
    List<Evidence> evidence = new ArrayList<>();
    try (WorkspaceCopy copy = WorkspaceCopy.of(workspace)) {
      Optional<String> why = Optional.empty();
      boolean prepared = false;
      for (ProjectRun run : ProjectRun.ALL) {
        Optional<String> folder = run.folder(artifact, around);
        if (folder.isEmpty()) {
          continue;
        }
        if (run.marker().equals("package.json") && !prepared) {
          prepared = true;
          why = packages(copy, workspace, folder.get(), around);
        }
        Optional<List<String>> command =
            run.command(artifact, folder.get(), copy, workspace.root(), tools);
        if (command.isPresent()) {
          evidence.add(
              run(new Job(run, command.get(), folder.get()), artifact, changed, copy, around));
        }
      }
      if (evidence.isEmpty()) {
        evidence.add(
            new Evidence.NotRun(
                "project's tests and linter",
                why.orElse("no test runner or linter that is known here was found")));
      }
    }
    return List.copyOf(evidence);
  }

  private Optional<String> packages(
      WorkspaceCopy copy, Workspace workspace, String folder, Surroundings around)
      throws IOException {
    copy.linkModules(folder);
    return copy.find(folder, "node_modules/.package-lock.json").isPresent()
            || Files.isDirectory(copy.folder().resolve(folder).resolve(WorkspaceCopy.MODULES))
        ? Optional.empty()
        : PackageInstall.into(copy, workspace, folder, tools, around::progress);
  }

  private record Job(ProjectRun run, List<String> command, String folder) {}

  private Evidence run(
      Job job, Artifact artifact, List<Artifact> changed, WorkspaceCopy copy, Surroundings around) {
    String label = job.run().label();
    try {
      around.progress("running %s on %s".formatted(label, artifact.path()));
      for (Artifact each : changed) {
        copy.write(each.path(), each.content());
      }
      OutsideTool.Run after = start(job, copy);
      if (after.exit() == 0) {
        return new Evidence.Passed(
            label, "the project's own", artifact.sha256(), after.took(), last(after));
      }
      if (changed.isEmpty()) {
        return new Evidence.Failed(
            label, "the project's own", artifact.sha256(), after.took(), last(after));
      }
      around.progress("running %s without the change, to compare".formatted(label));
      putBack(changed, copy, around);
      OutsideTool.Run before = start(job, copy);
      return before.exit() == 0 || !around.has(artifact.path())
          ? new Evidence.Failed(
              label, "the project's own", artifact.sha256(), after.took(), last(after))
          : new Evidence.NotRun(
              label, "it fails without the change too, so it says nothing of it: " + first(before));
    } catch (IOException e) {
      return new Evidence.NotRun(label, e.getMessage());
    }
  }

  private static void putBack(List<Artifact> changed, WorkspaceCopy copy, Surroundings around)
      throws IOException {
    for (Artifact each : changed) {
      var before = around.source(each.path());
      if (before.isPresent()) {
        copy.write(each.path(), before.get().text());
      } else {
        Files.deleteIfExists(copy.folder().resolve(each.path()));
      }
    }
  }

  private OutsideTool.Run start(Job job, WorkspaceCopy copy) throws IOException {
    List<String> command = job.command();
    return tools.runIn(
        copy.folder().resolve(job.folder()),
        Path.of(command.getFirst()),
        command.subList(1, command.size()),
        ProjectRun.environment(tools, copy.folder()));
  }

  private static String last(OutsideTool.Run run) {
    List<String> lines = run.output().strip().lines().filter(l -> !l.isBlank()).toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
  }

  private static String first(OutsideTool.Run run) {
    return run.output().strip().lines().filter(l -> !l.isBlank()).findFirst().orElse("");
  }
}
