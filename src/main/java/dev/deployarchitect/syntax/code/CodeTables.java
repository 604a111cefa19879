package dev.deployarchitect.syntax.code;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What is known about languages and libraries, as tables of words in the jar. */
public final class CodeTables {
  private CodeTables() {}

  /** The lines of {@code code/NAME.txt}, without comments and empty ones. */
  public static List<String> lines(String name) {
    try (InputStream in = CodeTables.class.getResourceAsStream("/code/" + name + ".txt")) {
      if (in == null) {
        throw new IllegalStateException("code/" + name + ".txt is not in the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(String::strip)
          .filter(l -> !l.isEmpty() && !l.startsWith("//"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
