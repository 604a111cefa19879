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

  @Override
  public void close() {
    thread.interrupt();
  }
}
