package dev.deployarchitect.interrupt;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** What long work does about an interrupt. */
public final class Interruption {
  /** Milliseconds that stopped work is given to end what it started. */
  private static final long END_LIMIT = 900;

  private Interruption() {}

  /**
   * Called in loops of work that never blocks. The interrupt stays set.
   *
   * @throws CancellationException when this thread is interrupted
   */
  public static void check() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("interrupted");
    }
  }

  /**
   * Interrupts the threads of an executor and waits until they have ended, for a limited time. An
   * interrupt of the calling thread does not shorten the wait, and stays set.
   */
  public static void end(ExecutorService threads) {
    threads.shutdownNow();
    boolean interrupted = Thread.interrupted();
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(END_LIMIT);
    boolean ended = false;
    while (!ended && System.nanoTime() < end) {
      try {
        threads.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        ended = true;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
