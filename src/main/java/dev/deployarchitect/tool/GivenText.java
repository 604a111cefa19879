package dev.deployarchitect.tool;

import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.workspace.Workspace;
import dev.deployarchitect.workspace.WorkspaceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Texts laid into a folder of their own, so that readers see a workspace. */
public final class GivenText {
  private GivenText() {}

  /** The folder and what it holds; closing deletes it. */
  public record Folder(Path path, Workspace workspace) implements AutoCloseable {
    @Override
    public void close() {
      try (Stream<Path> walk = Files.walk(path)) {
        walk.sorted(Comparator.reverseOrder()).forEach(GivenText::delete);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  static Folder folder(String path, String text) {
    return folder(Map.of(path, text));
  }

  static Folder folder(List<Artifact> artifacts) {
    Map<String, String> files = new HashMap<>();
    artifacts.forEach(a -> files.put(a.path(), a.content()));
    return folder(files);
  }

  /** A folder with these texts by path. */
  public static Folder folder(Map<String, String> files) {
    try {
      Path folder = Files.createTempDirectory("architect-text").toRealPath();
      for (Map.Entry<String, String> entry : files.entrySet()) {
        Path file = folder.resolve(entry.getKey()).normalize();
        if (!file.startsWith(folder) || file.equals(folder)) {
          throw new WorkspaceException(
              "'%s' is no path inside a repository.".formatted(entry.getKey()));
        }
        Files.createDirectories(file.getParent());
        Files.writeString(file, entry.getValue());
      }
      return new Folder(folder, Workspace.open(folder));
    } catch (IOException | InvalidPathException e) {
      throw new WorkspaceException("These paths cannot be used: " + files.keySet());
    }
  }

  private static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
