package dev.deployarchitect.build.code;

import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.OutsideTool;
import dev.deployarchitect.delivery.Surroundings;
import dev.deployarchitect.project.Paths;
import dev.deployarchitect.rehearsal.FoundProgram;
import dev.deployarchitect.rehearsal.InstalledPrograms;
import dev.deployarchitect.rehearsal.KeptAnswers;
import dev.deployarchitect.rehearsal.PackageInstall;
import dev.deployarchitect.rehearsal.WorkspaceCopy;
import dev.deployarchitect.rehearsal.WorkspaceDigest;
import dev.deployarchitect.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs {@code tsc --noEmit} in a copy of a workspace, once as it is and once with the delivered
 * files. It reads, and executes nothing of the project. Answers are kept by the content of all
 * files. Thread-safe.
 */
final class TypeCheck {
  private static final Duration LIMIT = Duration.ofSeconds(100);
  private static final String COMPILER = "node_modules/typescript/lib/tsc.js";

  private final OutsideTool tools;
  private final KeptAnswers<TypeAnswer> known = new KeptAnswers<>();

  TypeCheck(OutsideTool tools) {
    this.tools = tools.within(LIMIT);
  }

  TypeAnswer of(Artifact artifact, List<Artifact> together, Surroundings around) {
    Optional<Path> node = tools.find("node");
    Optional<Workspace> workspace = around.workspace();
    if (node.isEmpty() || workspace.isEmpty()) {
      return new TypeAnswer.NotRun(
          node.isEmpty()
              ? "node is not installed; it would check the types by the project's own compiler"
              : "the repository is not known, and its types are needed");
    }
    Optional<String> settings = settings(artifact.path(), together, around);
    if (settings.isEmpty()) {
      return new TypeAnswer.NotRun("there is no tsconfig.json in a folder above it");
    }
    String folder = Paths.folder(settings.get());
    Optional<Path> compiler = Optional.empty();
    switch (InstalledPrograms.find(workspace.get(), folder, COMPILER, around.runsCode())) {
      case FoundProgram.Program(Path path) -> compiler = Optional.of(path);
      case FoundProgram.None(String why) -> {
        if (!around.runsCode()) {
          return new TypeAnswer.NotRun(why + "; with run_code, verify_files installs it in a copy");
        }
      }
    }
    List<Artifact> changed = changed(together, around);
    String key =
        settings.get() + artifactKey(artifact) + WorkspaceDigest.of(workspace.get(), changed);
    Run run = new Run(node.get(), compiler, folder, around);
    try {
      return known.of(key, () -> run(run, artifact, changed));
    } catch (IOException e) {
      return new TypeAnswer.NotRun("tsc " + e.getMessage());
    }
  }

  /** Which of several settings a file is checked by depends on it; most have one. */
  private static String artifactKey(Artifact artifact) {
    return "\n" + Paths.folder(artifact.path()) + "\n";
  }

  private static Optional<String> settings(
      String path, List<Artifact> together, Surroundings around) {
    for (String at = Paths.folder(path); ; at = Paths.folder(at)) {
      String settings = Paths.in(at, "tsconfig.json");
      if (!around.with(together, settings::equals).isEmpty()) {
        return Optional.of(settings);
      }
      if (at.isEmpty()) {
        return Optional.empty();
      }
    }
  }

  /** The delivered files that are otherwise than in the repository. */
  static List<Artifact> changed(List<Artifact> together, Surroundings around) {
    return together.stream()
        .filter(a -> around.source(a.path()).map(s -> !s.text().equals(a.content())).orElse(true))
        .toList();
  }

  /**
   * A run.
   *
   * @param installed the compiler of the workspace; empty where packages are to be installed
   */
  private record Run(Path node, Optional<Path> installed, String folder, Surroundings around) {
    Path compiler() {
      return installed.orElseThrow();
    }

    Run with(Path compiler) {
      return new Run(node, Optional.of(compiler), folder, around);
    }
  }

  private TypeAnswer run(Run asked, Artifact artifact, List<Artifact> changed) throws IOException {
    Workspace workspace = asked.around().workspace().orElseThrow();
    try (WorkspaceCopy copy = WorkspaceCopy.of(workspace)) {
      if (asked.installed().isPresent()) {
        copy.linkModules(asked.folder());
        return run(asked, copy, artifact, changed);
      }
      Optional<String> not =
          PackageInstall.into(copy, workspace, asked.folder(), tools, asked.around()::progress);
      Optional<Path> compiler = copy.find(asked.folder(), COMPILER);
      return not.isPresent() || compiler.isEmpty()
          ? new TypeAnswer.NotRun(not.orElse("typescript is not among the project's packages"))
          : run(asked.with(compiler.get()), copy, artifact, changed);
    }
  }

  private TypeAnswer run(Run run, WorkspaceCopy copy, Artifact artifact, List<Artifact> changed)
      throws IOException {
    long start = System.nanoTime();
    Optional<List<Diagnostic>> before = Optional.empty();
    String settings = "";
    boolean stood = run.around().has(artifact.path());
    if (!changed.isEmpty()) {
      run.around().progress("type-checking the project as it is");
      settings = stood ? included(run, copy, artifact) : "";
      String base = settings.isEmpty() ? Paths.in(run.folder(), "tsconfig.json") : settings;
      before = Optional.of(errors(run, copy, base));
      for (Artifact each : changed) {
        copy.write(each.path(), each.content());
      }
    }
    settings = settings.isEmpty() ? included(run, copy, artifact) : settings;
    if (settings.isEmpty()) {
      return new TypeAnswer.NotRun(
          "%s does not include it".formatted(Paths.in(run.folder(), "tsconfig.json")));
    }
    run.around().progress("type-checking the project with the delivered files");
    List<Diagnostic> after = errors(run, copy, settings);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    String version = tools.version(run.node(), List.of(run.compiler().toString(), "--version"));
    return new TypeAnswer.Ran(
        settings,
        new ProjectErrors(
            "TypeScript " + version.replace("Version", "").strip(), before, after, took));
  }

  private OutsideTool.Run tsc(Run run, WorkspaceCopy copy, String... arguments) throws IOException {
    List<String> all =
        new ArrayList<>(List.of("--max-old-space-size=4096", run.compiler().toString()));
    all.addAll(List.of(arguments));
    return tools.runIn(copy.folder(), run.node(), all, Map.of());
  }

  /** The settings in the folder that a file is in; where {@code references} split it, another. */
  private String included(Run run, WorkspaceCopy copy, Artifact artifact) throws IOException {
    List<String> candidates = new ArrayList<>(List.of(Paths.in(run.folder(), "tsconfig.json")));
    run.around()
        .with(
            List.of(),
            p ->
                Paths.folder(p).equals(run.folder())
                    && Paths.name(p).matches("tsconfig\\..+\\.json"))
        .forEach(a -> candidates.add(a.path()));
    String wanted = artifact.path().substring(Paths.in(run.folder(), "").length());
    for (String settings : candidates) {
      String shown = tsc(run, copy, "--showConfig", "-p", settings).output();
      if (shown.contains("\"./" + wanted + "\"") || shown.contains("\"" + wanted + "\"")) {
        return settings;
      }
    }
    return "";
  }

  private List<Diagnostic> errors(Run run, WorkspaceCopy copy, String settings) throws IOException {
    OutsideTool.Run said = tsc(run, copy, "--noEmit", "--pretty", "false", "-p", settings);
    List<Diagnostic> errors = Diagnostic.ofTsc(said.output());
    if (said.exit() != 0 && errors.isEmpty()) {
      throw new IOException(
          "could not run: "
              + said.output().lines().limit(2).reduce("", (a, b) -> a + " " + b).strip());
    }
    return errors;
  }
}
