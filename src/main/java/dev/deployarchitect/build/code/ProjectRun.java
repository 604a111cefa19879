package dev.deployarchitect.build.code;

import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.OutsideTool;
import dev.deployarchitect.delivery.Surroundings;
import dev.deployarchitect.project.Paths;
import dev.deployarchitect.rehearsal.PackageInstall;
import dev.deployarchitect.rehearsal.WorkspaceCopy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A program that runs a project's own code on one file: its tests, its linter with its plugins, its
 * build. {@code FILE} in the arguments is the file's path from the folder.
 *
 * @param files whose paths it is for
 * @param marker the file by which its folder is known, such as {@code package.json}
 * @param script below the folder or those above it, run by the program; empty for none
 * @param program on the PATH, or below the folder where it holds a {@code /}
 */
record ProjectRun(
    String label,
    Pattern files,
    String marker,
    String script,
    String program,
    List<String> arguments) {
  private static final Pattern SCRIPTS = Pattern.compile(".*\\.[cm]?[jt]sx?");
  private static final Pattern PYTHON = Pattern.compile(".*\\.py");
  private static final Pattern GO = Pattern.compile(".*\\.go");
  private static final Pattern JAVA = Pattern.compile(".*\\.java");

  static final List<ProjectRun> ALL =
      List.of(
          new ProjectRun(
              "vitest related",
              SCRIPTS,
              "package.json",
              "node_modules/vitest/vitest.mjs",
              "node",
              List.of("related", "--run", "--passWithNoTests", "FILE")),
          new ProjectRun(
              "jest --findRelatedTests",
              SCRIPTS,
              "package.json",
              "node_modules/jest/bin/jest.js",
              "node",
              List.of("--ci", "--passWithNoTests", "--findRelatedTests", "FILE")),
          new ProjectRun(
              "eslint",
              SCRIPTS,
              "package.json",
              "node_modules/eslint/bin/eslint.js",
              "node",
              List.of("FILE")),
          new ProjectRun("mypy", PYTHON, "pyproject.toml", "", ".venv/bin/mypy", List.of("FILE")),
          new ProjectRun(
              "pytest", PYTHON, "pyproject.toml", "", ".venv/bin/pytest", List.of("-q", "-x")),
          new ProjectRun("go vet", GO, "go.mod", "", "go", List.of("vet", "FOLDER")),
          new ProjectRun("go test", GO, "go.mod", "", "go", List.of("test", "FOLDER")),
          new ProjectRun(
              "mvn test-compile", JAVA, "pom.xml", "", "mvn", List.of("-q", "-B", "test-compile")));

  /** The folder that it runs in; empty where the file has none. */
  Optional<String> folder(Artifact artifact, Surroundings around) {
    if (!files.matcher(artifact.path()).matches()) {
      return Optional.empty();
    }
    for (String at = Paths.folder(artifact.path()); ; at = Paths.folder(at)) {
      if (around.has(Paths.in(at, marker))) {
        return Optional.of(at);
      }
      if (at.isEmpty()) {
        return Optional.empty();
      }
    }
  }

  /** The program and its arguments in a copy; empty where it is not there. */
  Optional<List<String>> command(
      Artifact artifact, String folder, WorkspaceCopy copy, Path root, OutsideTool tools) {
    Optional<Path> found =
        program.contains("/")
            ? Optional.of(root.resolve(folder).resolve(program))
                .filter(java.nio.file.Files::isExecutable)
            : tools.find(program);
    Optional<Path> code = script.isEmpty() ? Optional.of(root) : copy.find(folder, script);
    if (found.isEmpty() || code.isEmpty()) {
      return Optional.empty();
    }
    List<String> command = new ArrayList<>(List.of(found.get().toString()));
    if (!script.isEmpty()) {
      command.add(code.get().toString());
    }
    String file = artifact.path().substring(Paths.in(folder, "").length());
    String in = Paths.folder(file).isEmpty() ? "." : "./" + Paths.folder(file);
    arguments.forEach(a -> command.add(a.replace("FILE", file).replace("FOLDER", in)));
    return Optional.of(command);
  }

  /** What it needs to find, beside a clean environment. */
  static Map<String, String> environment(OutsideTool tools, Path home) {
    Map<String, String> all = new java.util.HashMap<>(PackageInstall.path(tools));
    tools
        .find("go")
        .ifPresent(go -> {
          all.put("GOCACHE", home.resolve(".go-cache").toString());
          all.put("GOPATH", home.resolve(".go").toString());
          all.put("GOFLAGS", "-modcacherw");
        });
    return all;
  }
}
