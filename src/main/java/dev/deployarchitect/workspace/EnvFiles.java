package dev.deployarchitect.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds {@code .env} files, ignored by git or not, and reads their values for replacement only. */
final class EnvFiles {
  private static final int DEPTH = 4;
  private static final int MAX = 50;

  private EnvFiles() {}

  static List<String> find(Path root) {
    try (Stream<Path> walk =
        Files.find(root, DEPTH, (path, attributes) -> attributes.isRegularFile() && isEnv(path))) {
      return walk.filter(p -> !p.toString().contains("node_modules"))
          .limit(MAX)
          .map(p -> root.relativize(p).toString().replace('\\', '/'))
          .toList();
    } catch (IOException | java.io.UncheckedIOException e) {
      // A folder without permission: its files cannot leave either.
      return List.of();
    }
  }

  private static boolean isEnv(Path path) {
    String name = path.getFileName().toString();
    boolean env = name.equals(".env") || name.startsWith(".env.") || name.endsWith(".env");
    return env && !name.matches(".*(example|sample|template|dist).*");
  }

  static List<String> values(String text) {
    List<String> values = new ArrayList<>();
    for (String line : text.lines().toList()) {
      int equals = line.indexOf('=');
      if (equals > 0 && !line.stripLeading().startsWith("#")) {
        String value = line.substring(equals + 1).strip();
        if (value.length() > 1 && (value.startsWith("\"") || value.startsWith("'"))) {
          int end = value.indexOf(value.charAt(0), 1);
          value = end > 0 ? value.substring(1, end) : value.substring(1);
        } else if (value.contains(" #")) {
          value = value.substring(0, value.indexOf(" #")).strip();
        }
        values.add(value);
      }
    }
    return values;
  }
}
