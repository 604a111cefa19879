package dev.deployarchitect.delivery;

import dev.deployarchitect.workspace.FolderWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A file to hand over.
 *
 * @param path relative, with {@code /}, where it belongs in the repository
 * @param purpose one sentence: what it is for
 * @param answers ids of the rules whose findings it mends
 */
public record Artifact(String path, String content, String purpose, List<String> answers) {

  public Artifact {
    if (path.startsWith("/") || path.contains("..") || path.contains("\\") || path.isBlank()) {
      throw new IllegalArgumentException("an artifact's path stays in the repository: " + path);
    }
  }

  public Artifact(String path, String content, String purpose) {
    this(path, content, purpose, List.of());
  }

  /** Type and permissions as Git and zip files keep them: a program is executable. */
  public int mode() {
    return FolderWriter.isProgram(content) ? 0100755 : 0100644;
  }

  /** SHA-256 of the bytes as they are written, in hex. */
  public String sha256() {
    try {
      byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
