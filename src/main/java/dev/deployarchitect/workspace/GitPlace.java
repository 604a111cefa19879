package dev.deployarchitect.workspace;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where a folder stands in the git repository around it. */
public final class GitPlace {
  private GitPlace() {}

  /** From the repository's top to the folder, with a slash at its end; empty at the top. */
  public static String prefix(Path folder) {
    Path top = folder;
    while (top != null && !Files.exists(top.resolve(".git"))) {
      top = top.getParent();
    }
    return top == null || top.equals(folder)
        ? ""
        : top.relativize(folder).toString().replace('\\', '/') + "/";
  }
}
