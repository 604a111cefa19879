package dev.deployarchitect;

import dev.deployarchitect.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Real folders for tests. */
public final class Workspaces {
  private Workspaces() {}

  /** A new workspace in {@code folder} with these files. */
  public static Workspace of(Path folder, Map<String, String> files) {
    files.forEach((path, text) -> write(folder, path, text));
    return Workspace.open(folder);
  }

  public static void write(Path folder, String path, String text) {
    try {
      Path file = folder.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
