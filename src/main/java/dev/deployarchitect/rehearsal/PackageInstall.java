package dev.deployarchitect.rehearsal;

import dev.deployarchitect.delivery.OutsideTool;
import dev.deployarchitect.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Installs a Node project's packages into a copy, by its lockfile and without their scripts. It
 * downloads, so a person must have allowed it.
 */
public final class PackageInstall {
  private static final Duration LIMIT = Duration.ofMinutes(4);

  private PackageInstall() {}

  /**
   * Installs what the nearest lockfile names.
   *
   * @param below the folder that needs packages, relative to the copy
   * @return why they are not installed; empty where they are
   */
  public static Optional<String> into(
      WorkspaceCopy copy,
      Workspace workspace,
      String below,
      OutsideTool tools,
      Consumer<String> heard)
      throws IOException {
    for (String at = below; ; at = at.contains("/") ? at.substring(0, at.lastIndexOf('/')) : "") {
      for (Lockfile lockfile : Lockfile.ALL) {
        String path = at.isEmpty() ? lockfile.name() : at + "/" + lockfile.name();
        if (!workspace.paths(path::equals).isEmpty()) {
          return install(copy.folder().resolve(at), lockfile, tools, heard);
        }
      }
      if (at.isEmpty()) {
        return Optional.of("no lockfile says which packages to install");
      }
    }
  }

  private static Optional<String> install(
      Path folder, Lockfile lockfile, OutsideTool tools, Consumer<String> heard)
      throws IOException {
    Optional<Path> program = tools.find(lockfile.program());
    if (program.isEmpty()) {
      return Optional.of(
          "%s is not installed here, which %s needs"
              .formatted(lockfile.program(), lockfile.name()));
    }
    heard.accept("installing packages by %s in a copy".formatted(lockfile.name()));
    OutsideTool.Run run =
        tools.within(LIMIT).runIn(folder, program.get(), lockfile.arguments(), path(tools));
    List<String> lines = new ArrayList<>(run.output().strip().lines().toList());
    return run.exit() == 0
        ? Optional.empty()
        : Optional.of(
            "%s %s failed: %s"
                .formatted(
                    lockfile.program(),
                    lockfile.arguments().getFirst(),
                    lines.isEmpty() ? "" : lines.getFirst()));
  }

  /** With node where it lies: its programs look for it along the PATH. */
  public static Map<String, String> path(OutsideTool tools) {
    return tools
        .find("node")
        .map(node -> Map.of("PATH", node.getParent() + ":/usr/bin:/bin", "CI", "true"))
        .orElse(Map.of());
  }
}
