package dev.deployarchitect.build.generate;

import dev.deployarchitect.project.BuildInputs;
import dev.deployarchitect.project.Fact;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an install reads, so that the layer of the dependencies depends on that alone.
 *
 * @param files in the root
 * @param elsewhere files and folders below it: patches of packages, Yarn's own program, scripts
 *     that run when packages are installed
 */
record InstallInputs(List<String> files, List<String> elsewhere) {
  private static final List<String> SETTINGS =
      List.of(
          "pnpm-workspace.yaml",
          ".npmrc",
          ".pnpmfile.cjs",
          ".yarnrc.yml",
          "bunfig.toml",
          "turbo.json",
          "prisma.config.ts");
  private static final List<String> FOLDERS =
      List.of(".yarn/releases", ".yarn/plugins", ".yarn/patches", "patches");

  static InstallInputs of(Workspace workspace, ProjectProfile profile, NodeTools tools) {
    List<String> files = new ArrayList<>(List.of("package.json", tools.lockfile()));
    SETTINGS.stream()
        .filter(f -> workspace.source(f).isPresent())
        .filter(f -> !f.equals(".npmrc") || !BuildInputs.of(workspace, profile).registryToken())
        .forEach(files::add);
    TreeSet<String> elsewhere =
        FOLDERS.stream()
            .filter(f -> !workspace.paths(p -> p.startsWith(f + "/")).isEmpty())
            .collect(Collectors.toCollection(TreeSet::new));
    Stream.of("preinstall", "install", "postinstall", "prepare")
        .flatMap(name -> RootScript.find(profile, name).stream())
        .map(Fact::detail)
        .flatMap(script -> Stream.of(script.split("[\\s;&|\"']+")))
        .map(word -> word.replaceFirst("^\\./", ""))
        .filter(word -> word.contains(".") && workspace.source(word).isPresent())
        .forEach(word -> (word.contains("/") ? elsewhere : files).add(word));
    return new InstallInputs(files.stream().distinct().toList(), List.copyOf(elsewhere));
  }

  /** The COPY instructions, the root's files first. */
  String copies() {
    return Stream.concat(
            Stream.of("COPY " + String.join(" ", files) + " ./"),
            elsewhere.stream().map(path -> "COPY %s ./%s".formatted(path, path)))
        .collect(Collectors.joining("\n"));
  }
}
