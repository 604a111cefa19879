package dev.deployarchitect.content;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Texts under {@code prompts/} and {@code tools/}. A folder given at start overrides prose and
 * templates, never the derived {@code schema.json}.
 */
public final class Content {
  private final Optional<Path> override;

  private Content(Optional<Path> override) {
    this.override = override;
  }

  /** What the jar carries. */
  public static Content packed() {
    return new Content(Optional.empty());
  }

  /** What the jar carries, with texts of {@code folder} before it. */
  public static Content overriddenBy(Path folder) {
    return new Content(Optional.of(folder));
  }

  /** The text at {@code path}, such as {@code tools/build/read_dockerfile/tool.md}. */
  public Optional<String> find(String path) {
    if (override.isPresent() && !path.endsWith("/schema.json")) {
      Path file = override.get().resolve(path);
      if (Files.isRegularFile(file)) {
        try {
          return Optional.of(Files.readString(file));
        } catch (IOException e) {
          throw new UncheckedIOException("The content override " + file + " cannot be read", e);
        }
      }
    }
    try (InputStream in = Content.class.getResourceAsStream("/content/" + path)) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The text at {@code path}.
   *
   * @throws IllegalStateException when it is not packed: the build is incomplete
   */
  public String text(String path) {
    return find(path).orElseThrow(() -> new IllegalStateException("missing content: " + path));
  }
}
