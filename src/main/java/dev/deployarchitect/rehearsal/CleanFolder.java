package dev.deployarchitect.rehearsal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** An empty folder with given files, for a program to work in. Closing deletes it. */
public record CleanFolder(Path path) implements AutoCloseable {

  /**
   * Makes one.
   *
   * @throws IOException when the machine has no room for it, or a path leads out of it
   */
  public static CleanFolder of(Map<String, String> files) throws IOException {
    CleanFolder folder = new CleanFolder(Files.createTempDirectory("architect-copy").toRealPath());
    try {
      for (Map.Entry<String, String> file : files.entrySet()) {
        folder.write(file.getKey(), file.getValue());
      }
      return folder;
    } catch (IOException | RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  /** Writes a file, over the one that is there. */
  public void write(String name, String text) throws IOException {
    Path file = path.resolve(name).normalize();
    if (!file.startsWith(path) || file.equals(path)) {
      throw new IOException("a file outside the folder: " + name);
    }
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Override
  public void close() {
    try (Stream<Path> walk = Files.walk(path)) {
      List<Path> all = walk.sorted(Comparator.reverseOrder()).toList();
      for (Path each : all) {
        Files.deleteIfExists(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the folder is left: " + path, e);
    }
  }
}
