package dev.deployarchitect.agent;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Stops a run's work when its time is over, in the middle of a step too. Serves one run. */
final class Alarm implements AutoCloseable {
  /** Until it looks again whether a person has decided. */
  private static final Duration PERSON = Duration.ofMillis(250);

  private final Thread thread;
  private volatile boolean rang;

  /**
   * Set.
   *
   * @param left nanoseconds that the run has left, without the time in which a person thought
   */
  Alarm(LongSupplier left, Permission permission, Cancel stop) {
    this.thread = Thread.ofVirtual().name("alarm").unstarted(() -> watch(left, permission, stop));
    thread.start();
  }

  private void watch(LongSupplier left, Permission permission, Cancel stop) {
    try {
      for (long nanos = left.getAsLong(); ; nanos = left.getAsLong()) {
        if (permission.isAsking()) {
          Thread.sleep(PERSON);
        } else if (nanos > 0) {
          Thread.sleep(Duration.ofNanos(nanos));
        } else {
          rang = true;
          stop.cancel();
          return;
        }
      }
    } catch (InterruptedException e) {
      // The run has ended in time.
      return;
    }
  }

  boolean rang() {
    return rang;
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
