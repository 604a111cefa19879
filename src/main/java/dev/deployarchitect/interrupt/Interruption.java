package dev.deployarchitect.interrupt;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What long work does about an interrupt. */
public final class Interruption {
  /** Milliseconds that stopped work is given to end what it started. */
  private static final long END_LIMIT = 900;

  /** Until when this thread's work may take, in {@link System#nanoTime}. */
  private static final ScopedValue<Long> DEADLINE = ScopedValue.newInstance();

  private Interruption() {}

  /**
   * Does {@code work}, which ends at the first {@link #check} behind its time. Within other limited
   * work the shorter time counts.
   *
   * @throws TimeIsUpException when it took longer
   */
  public static <T> T within(Duration limit, Supplier<T> work) {
    long end = System.nanoTime() + limit.toNanos();
    long outer = DEADLINE.orElse(end);
    return ScopedValue.where(DEADLINE, outer - end < 0 ? outer : end).call(work::get);
  }

  /**
   * Called in loops of work that never blocks. The interrupt stays set.
   *
   * @throws CancellationException when this thread is interrupted
   * @throws TimeIsUpException when its work has a limit, and that is over
   */
  public static void check() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("interrupted");
    }
    if (DEADLINE.isBound() && System.nanoTime() - DEADLINE.get() > 0) {
      throw new TimeIsUpException();
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
