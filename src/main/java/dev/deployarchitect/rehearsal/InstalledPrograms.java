package dev.deployarchitect.rehearsal;

import dev.deployarchitect.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Programs that a package manager has installed in a workspace's folder. They run without a
 * question only in a folder of the person's own, and only when they are no files of the repository:
 * what was uploaded or committed is somebody else's code.
 */
public final class InstalledPrograms {
  private InstalledPrograms() {}

  /**
   * Looks in a folder of the workspace and in those above it.
   *
   * @param below relative; empty for the root
   * @param path such as {@code node_modules/typescript/lib/tsc.js}
   * @param allowed whether a person has allowed to run the repository's code
   */
  public static FoundProgram find(Workspace workspace, String below, String path, boolean allowed) {
    for (String at = below; ; at = at.contains("/") ? at.substring(0, at.lastIndexOf('/')) : "") {
      Path program = workspace.root().resolve(at).resolve(path);
      if (Files.isRegularFile(program)) {
        return allowed
            ? new FoundProgram.Program(program)
            : allowed(workspace, (at.isEmpty() ? "" : at + "/") + path, program);
      }
      if (at.isEmpty()) {
        return new FoundProgram.None("%s is not installed in this workspace".formatted(path));
      }
    }
  }

  private static FoundProgram allowed(Workspace workspace, String path, Path program) {
    if (!workspace.isWritable()) {
      return new FoundProgram.None(
          "%s came with a workspace that is not yours to change: call verify_files with run_code"
              .formatted(path));
    }
    String folder = path.substring(0, path.lastIndexOf('/'));
    try {
      return GitIndex.holds(workspace.root(), folder)
          ? new FoundProgram.None(
              "%s is committed, so it is the repository's own code: call verify_files with run_code"
                  .formatted(folder))
          : new FoundProgram.Program(program);
    } catch (IOException e) {
      return new FoundProgram.None(
          "git's index cannot be read, which says whether %s is the repository's".formatted(path));
    }
  }
}
