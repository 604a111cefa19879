package dev.deployarchitect.scratch;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Whether scratch servers may be started at all, and where.
 *
 * @param allowed false for replays, which must answer the same on every machine
 * @param url of a server given for it; empty for one of our own
 * @param places how many may run at once; the next waits for one to be gone. Empty for no limit
 */
public record Scratch(boolean allowed, String url, Optional<Semaphore> places) {
  /** Two tasks at once take the memory and the cores of a small machine. */
  private static final int AT_ONCE = 2;

  public static final Scratch ON = new Scratch(true, "", Optional.empty());
  public static final Scratch OFF = new Scratch(false, "", Optional.empty());

  /** On a server that somebody gave for it, or on one of our own where {@code url} is blank. */
  public static Scratch at(String url) {
    return new Scratch(
        true, url == null ? "" : url.strip(), Optional.of(new Semaphore(AT_ONCE, true)));
  }

  /**
   * Starts one; it ends when the calling thread is interrupted.
   *
   * @throws IOException with the reason, when there is none
   */
  public ScratchServer start() throws IOException {
    if (!allowed) {
      throw new IOException("scratch servers are switched off here");
    }
    if (places.isEmpty()) {
      return started();
    }
    try {
      places.get().acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("was interrupted", e);
    }
    ScratchServer server = null;
    try {
      server = started();
    } finally {
      if (server == null) {
        places.get().release();
      }
    }
    return server.whenClosed(places.get()::release);
  }

  private ScratchServer started() throws IOException {
    return url.isEmpty() ? ScratchServer.start() : ScratchServer.at(url);
  }

  /** Without the password in its address. */
  @Override
  public String toString() {
    return allowed ? (url.isEmpty() ? "of our own" : "given") : "off";
  }
}
