package dev.deployarchitect.finding;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names a finding so that it stays the same when lines above it come and go. */
public final class Fingerprint {
  private Fingerprint() {}

  /** SHA-256 over rule, path and the flagged line without white space, 16 hex digits. */
  public static String of(Finding finding) {
    String line = finding.span().source().lineText(finding.span().line());
    String key =
        finding.rule().id() + "\n" + finding.span().path() + "\n" + line.replaceAll("\\s+", "");
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
