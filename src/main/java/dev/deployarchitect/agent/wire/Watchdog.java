package dev.deployarchitect.agent.wire;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * Closes a stream that has been silent for too long: the JDK's own time-out ends with the headers.
 */
final class Watchdog implements AutoCloseable {
  private final Thread thread;
  private volatile long last = System.nanoTime();
  private volatile boolean bit;

  Watchdog(InputStream body, Duration idle) {
    this.thread = Thread.ofVirtual().name("watchdog").start(() -> watch(body, idle));
  }

  void pat() {
    last = System.nanoTime();
  }

  private void watch(InputStream body, Duration idle) {
    try {
      while (true) {
        long left = idle.toNanos() - (System.nanoTime() - last);
        if (left <= 0) {
          bit = true;
          body.close();
          return;
        }
        Thread.sleep(Duration.ofNanos(left));
      }
    } catch (InterruptedException | IOException e) {
      // The stream has ended, or is closed already.
      return;
    }
  }

  /**
   * Throws where the stream was closed for its silence.
   *
   * @throws SilentException then
   */
  void check() throws SilentException {
    if (bit) {
      throw new SilentException();
    }
  }

  /** The stream was open, and nothing came. */
  static final class SilentException extends IOException {
    private static final long serialVersionUID = 1L;

    SilentException() {
      super("silent for too long");
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
