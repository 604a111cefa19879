package dev.deployarchitect.rehearsal;

import dev.deployarchitect.workspace.Workspace;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.util.FS;

/**
 * Programs that a package manager has installed in a workspace's folder. They run without a
 * question only in a folder of the person's own, and only when they are no files of the repository:
 * what was uploaded or committed is somebody else's code.
 */
public final class InstalledPrograms {
  private InstalledPrograms() {}

  /** What was found. */
  public sealed interface Found {
    /** The program's file. */
    record Program(Path path) implements Found {}

    /** It is not there or must not run; {@code why} says what would make it run. */
    record None(String why) implements Found {}
  }

  /**
   * Looks in a folder of the workspace and in those above it.
   *
   * @param below relative; empty for the root
   * @param path such as {@code node_modules/typescript/lib/tsc.js}
   * @param allowed whether a person has allowed to run the repository's code
   */
  public static Found find(Workspace workspace, String below, String path, boolean allowed) {
    for (String at = below; ; at = at.contains("/") ? at.substring(0, at.lastIndexOf('/')) : "") {
      Path program = workspace.root().resolve(at).resolve(path);
      if (Files.isRegularFile(program)) {
        return allowed
            ? new Found.Program(program)
            : allowed(workspace, (at.isEmpty() ? "" : at + "/") + path, program);
      }
      if (at.isEmpty()) {
        return new Found.None("%s is not installed in this workspace".formatted(path));
      }
    }
  }

  private static Found allowed(Workspace workspace, String path, Path program) {
    if (!workspace.isWritable()) {
      return new Found.None(
          "%s came with a workspace that is not yours to change: call verify_files with run_code"
              .formatted(path));
    }
    Optional<Path> git = git(workspace.root());
    try {
      if (git.isPresent()) {
        String folder = path.substring(0, path.lastIndexOf('/'));
        String below = git.get().getParent().relativize(workspace.root()).toString();
        String prefix = below.isEmpty() ? folder : below + "/" + folder;
        File index = git.get().resolve("index").toFile();
        boolean tracked =
            index.isFile() && DirCache.read(index, FS.DETECTED).getEntriesWithin(prefix).length > 0;
        if (tracked) {
          return new Found.None(
              "%s is committed, so it is the repository's own code: call verify_files with run_code"
                  .formatted(folder));
        }
      }
      return new Found.Program(program);
    } catch (IOException e) {
      return new Found.None(
          "git's index cannot be read, which says whether %s is the repository's".formatted(path));
    }
  }

  /** The folder {@code .git} of the repository that the workspace is in. */
  private static Optional<Path> git(Path root) {
    for (Path at = root; at != null; at = at.getParent()) {
      if (Files.isDirectory(at.resolve(".git"))) {
        return Optional.of(at.resolve(".git"));
      }
    }
    return Optional.empty();
  }
}
