package dev.deployarchitect.interrupt;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Stops what its thread waits for when that thread is interrupted: a read from a database's socket
 * does not notice. The action runs at most once, on a thread of its own.
 */
public final class OnInterrupt implements AutoCloseable {
  /** Milliseconds between two looks at the thread. */
  private static final long BETWEEN = 25;

  private final Thread watched = Thread.currentThread();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Runnable stop;

  private OnInterrupt(Runnable stop) {
    this.stop = stop;
  }

  /** Watches the calling thread until closed. */
  public static OnInterrupt of(Runnable stop) {
    OnInterrupt watch = new OnInterrupt(stop);
    // No virtual thread: where all carriers compute, it would not run.
    Thread.ofPlatform().daemon().name("on-interrupt").start(watch::watch);
    return watch;
  }

  private void watch() {
    try {
      while (!closed.await(BETWEEN, TimeUnit.MILLISECONDS)) {
        if (watched.isInterrupted()) {
          stop.run();
          return;
        }
      }
    } catch (InterruptedException e) {
      // Nobody interrupts this thread but a machine that ends.
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
