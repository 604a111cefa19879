package dev.deployarchitect.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The project's own Java files. */
final class Sources {
  private Sources() {}

  static List<Path> java() throws IOException {
    try (Stream<Path> walk = Files.walk(Path.of("src"))) {
      return walk.filter(p -> p.toString().endsWith(".java")).sorted().toList();
    }
  }

  static List<Path> main() throws IOException {
    return java().stream()
        .filter(p -> p.startsWith("src/main") && !p.endsWith("package-info.java"))
        .toList();
  }
}
