package dev.deployarchitect.workspace;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds {@code .env} files, ignored by git or not, and reads their values for replacement only. */
final class EnvFiles {
  private static final int DEPTH = 8;
  private static final int MAX = 200;

  private EnvFiles() {}

  static List<String> find(Path root) {
    List<String> found = new ArrayList<>();
    try {
      Files.walkFileTree(
          root,
          Set.of(),
          DEPTH,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              String name = folder.getFileName() == null ? "" : folder.getFileName().toString();
              return FileWalk.SKIPPED.contains(name)
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (attributes.isRegularFile() && isEnv(file.getFileName().toString())) {
                found.add(root.relativize(file).toString().replace('\\', '/'));
              }
              return found.size() < MAX ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
              // What cannot be read cannot leave either.
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      // As above.
    }
    return found;
  }

  /** Whether a file of this name holds values and nothing else. */
  static boolean isEnv(String name) {
    boolean env =
        name.startsWith(".env")
            || name.endsWith(".env")
            || name.equals(".flaskenv")
            || name.startsWith(".dev.vars");
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
