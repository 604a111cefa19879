package dev.deployarchitect.agent;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Stops work when its time is over, in the middle of a step too. */
final class Alarm implements AutoCloseable {
  /** Until it looks again whether a person has decided. */
  private static final Duration PERSON = Duration.ofMillis(250);

  private final Cancel cancel = new Cancel();
  private final Runnable forget;
  private final Thread thread;
  private volatile boolean rang;

  /**
   * Set.
   *
   * @param asked whose request to stop stops the work as well
   * @param left nanoseconds that the run has left, without the time in which a person thought
   */
  Alarm(Cancel asked, LongSupplier left, Permission permission) {
    this.forget = asked.onCancel(cancel::cancel);
    this.thread = Thread.ofVirtual().name("alarm").unstarted(() -> watch(left, permission));
    thread.start();
  }

  private void watch(LongSupplier left, Permission permission) {
    try {
      while (true) {
        // Asked first: what a person's thinking took is added before it counts as over.
        boolean asking = permission.isAsking();
        long nanos = left.getAsLong();
        if (asking) {
          Thread.sleep(PERSON);
        } else if (nanos > 0) {
          Thread.sleep(Duration.ofNanos(nanos));
        } else {
          rang = true;
          cancel.cancel();
          return;
        }
      }
    } catch (InterruptedException e) {
      // The run has ended in time.
      return;
    }
  }

  /** What the work is stopped by. */
  Cancel cancel() {
    return cancel;
  }

  boolean rang() {
    return rang;
  }

  /** What follows on this thread is not stopped by a late ring. */
  @Override
  public void close() {
    forget.run();
    thread.interrupt();
    boolean interrupted = !join();
    if (interrupted && !rang) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean join() {
    boolean interrupted = Thread.interrupted();
    while (true) {
      try {
        thread.join();
        return !interrupted && !Thread.interrupted();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
  }
}
