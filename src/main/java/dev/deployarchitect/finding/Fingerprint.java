package dev.deployarchitect.finding;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names a finding so that it stays the same when lines above it come and go. */
public final class Fingerprint {
  /** Characters of a line that count: longer ones nobody wrote, and each finding reads its own. */
  private static final int MOST = 10_000;

  private Fingerprint() {}

  /**
   * SHA-256 over rule, path and the start of the flagged line without white space, 16 hex digits.
   */
  public static String of(Finding finding) {
    String whole = finding.span().source().lineText(finding.span().line());
    String line = whole.substring(0, Math.min(whole.length(), MOST));
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
