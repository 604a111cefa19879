package dev.deployarchitect.rehearsal;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.util.FS;

/** What git tracks in the repository that a folder is in. */
final class GitIndex {
  private GitIndex() {}

  /**
   * Whether files below a folder are committed or about to be; not in a folder without git.
   *
   * @param folder relative to {@code root}
   */
  static boolean holds(Path root, String folder) throws IOException {
    for (Path at = root; at != null; at = at.getParent()) {
      if (Files.isDirectory(at.resolve(".git"))) {
        File index = at.resolve(".git/index").toFile();
        String below = at.relativize(root).toString();
        return index.isFile()
            && DirCache.read(index, FS.DETECTED)
                    .getEntriesWithin(below.isEmpty() ? folder : below + "/" + folder)
                    .length
                > 0;
      }
    }
    return false;
  }
}
