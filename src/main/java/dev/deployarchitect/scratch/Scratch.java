package dev.deployarchitect.scratch;

import java.io.IOException;

/**
 * Whether scratch servers may be started at all, and where.
 *
 * @param allowed false for replays, which must answer the same on every machine
 * @param url of a server given for it; empty for one of our own
 */
public record Scratch(boolean allowed, String url) {
  public static final Scratch ON = new Scratch(true, "");
  public static final Scratch OFF = new Scratch(false, "");

  /** On a server that somebody gave for it, or on one of our own where {@code url} is blank. */
  public static Scratch at(String url) {
    return url == null || url.isBlank() ? ON : new Scratch(true, url.strip());
  }

  /**
   * @throws IOException with the reason, when there is none
   */
  public ScratchServer start() throws IOException {
    if (!allowed) {
      throw new IOException("scratch servers are switched off here");
    }
    return url.isEmpty() ? ScratchServer.start() : ScratchServer.at(url);
  }

  /** Without the password in its address. */
  @Override
  public String toString() {
    return allowed ? (url.isEmpty() ? "of our own" : "given") : "off";
  }
}
