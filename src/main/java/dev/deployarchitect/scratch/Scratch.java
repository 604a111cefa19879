package dev.deployarchitect.scratch;

import java.io.IOException;

/**
 * Whether scratch servers may be started at all.
 *
 * @param allowed false for replays, which must answer the same on every machine
 */
public record Scratch(boolean allowed) {
  public static final Scratch ON = new Scratch(true);
  public static final Scratch OFF = new Scratch(false);

  /**
   * @throws IOException with the reason, when there is none
   */
  public ScratchServer start() throws IOException {
    if (!allowed) {
      throw new IOException("scratch servers are switched off here");
    }
    return ScratchServer.start();
  }
}
