package dev.deployarchitect.front.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who may ask: names by the SHA-256 of their keys. A key of ours has 256 random bits, so that a
 * plain hash keeps it: there is nothing to guess (NIST SP 800-63B, section 5.1.2, look-up secrets).
 */
public record Keys(Map<String, String> names) {
  /** Of a key that somebody chose: 32 random letters cannot be guessed. */
  private static final int MIN_LENGTH = 32;

  private static final String PREFIX = "ak_";
  private static final String LINE = "[A-Za-z0-9_.@-]{1,64} sha256:[0-9a-f]{64}";

  /** A new key, shown once, and the line that stands for it in a file. */
  public record Fresh(String key, String line) {}

  public static Keys none() {
    return new Keys(Map.of());
  }

  /**
   * One key as a whole, under a name of its own; none where it is blank.
   *
   * @throws IllegalArgumentException with one sentence, when it is short enough to be guessed
   */
  public static Keys single(String key) {
    if (key.isBlank()) {
      return none();
    }
    if (key.strip().length() < MIN_LENGTH) {
      throw new IllegalArgumentException(
          "ARCHITECT_KEY has %d characters; a key needs at least %d. Make one with: architect key default"
              .formatted(key.strip().length(), MIN_LENGTH));
    }
    return new Keys(Map.of(hash(key.strip()), "default"));
  }

  /**
   * A file of lines such as {@code alice sha256:9f86d0…}; {@code #} begins a comment.
   *
   * @throws IllegalArgumentException with one sentence that names the line
   */
  public static Keys read(Path file) {
    Map<String, String> names = new HashMap<>();
    try {
      List<String> lines = Files.readAllLines(file);
      for (int i = 0; i < lines.size(); i++) {
        String line = lines.get(i).strip();
        if (line.isEmpty() || line.startsWith("#")) {
          continue;
        }
        if (!line.matches(LINE)) {
          throw new IllegalArgumentException(
              "%s:%d is no key; a line is NAME sha256:HASH, as 'architect key NAME' prints it."
                  .formatted(file, i + 1));
        }
        names.put(line.substring(line.indexOf(':') + 1), line.substring(0, line.indexOf(' ')));
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("The keys in %s cannot be read.".formatted(file), e);
    }
    return new Keys(Map.copyOf(names));
  }

  /** With those of {@code other}. */
  public Keys and(Keys other) {
    Map<String, String> all = new HashMap<>(names);
    all.putAll(other.names);
    return new Keys(Map.copyOf(all));
  }

  public boolean isEmpty() {
    return names.isEmpty();
  }

  /** The name of a key. */
  Optional<String> name(String key) {
    return Optional.ofNullable(names.get(hash(key)));
  }

  /** A key for {@code name}. */
  public static Fresh fresh(String name) {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    String key = PREFIX + HexFormat.of().formatHex(bytes);
    String line = name + " sha256:" + hash(key);
    if (!line.matches(LINE)) {
      throw new IllegalArgumentException(
          "A key's name has 1 to 64 letters, digits, and any of _ . @ -");
    }
    return new Fresh(key, line);
  }

  /** SHA-256, in hex. */
  static String hash(String key) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
