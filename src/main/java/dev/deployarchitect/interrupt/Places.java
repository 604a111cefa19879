package dev.deployarchitect.interrupt;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * How many threads compute at once, so that a core is left for answers. Whoever holds a place works
 * on a platform thread: a virtual one that computes is never taken off its core, and where all are
 * taken nothing answers. Thread-safe.
 */
public final class Places {
  /** The place of this thread's work. */
  private static final ScopedValue<Place> HELD = ScopedValue.newInstance();

  private final Semaphore free;

  /** One place, used by one thread. */
  private static final class Place {
    private final Semaphore free;
    private boolean held = true;

    Place(Semaphore free) {
      this.free = free;
    }
  }

  /** So many; at least one. */
  public Places(int atOnce) {
    this.free = new Semaphore(Math.max(1, atOnce), true);
  }

  /** As many as this machine has cores, but one. */
  public static Places ofThisMachine() {
    return new Places(Runtime.getRuntime().availableProcessors() - 1);
  }

  /**
   * Does {@code work} in a place, on the calling thread; within other work of a place in that one.
   *
   * @param waits called before it waits for others
   * @throws CancellationException when the thread is interrupted while it waits
   */
  public <T> T compute(Runnable waits, Supplier<T> work) {
    if (HELD.isBound() && HELD.get().held) {
      return work.get();
    }
    try {
      // Without a time it would step in front of those who wait.
      if (!free.tryAcquire(0, TimeUnit.SECONDS)) {
        waits.run();
        free.acquire();
      }
    } catch (InterruptedException e) {
      throw interrupted();
    }
    Place place = new Place(free);
    try {
      return ScopedValue.where(HELD, place).call(work::get);
    } finally {
      if (place.held) {
        place.held = false;
        free.release();
      }
    }
  }

  /** What may fail otherwise than {@link Callable} says. */
  @FunctionalInterface
  public interface Waiting<T, X extends Exception> {
    T await() throws X;
  }

  /**
   * Waits for something else than a core: a person, a program, a database. Others have the place
   * meanwhile.
   *
   * @throws CancellationException when the thread is interrupted before it has a place again
   */
  public static <T, X extends Exception> T away(Waiting<T, X> waiting) throws X {
    if (!HELD.isBound() || !HELD.get().held) {
      return waiting.await();
    }
    Place place = HELD.get();
    place.held = false;
    place.free.release();
    try {
      T result = waiting.await();
      back(place);
      return result;
    } catch (Exception e) {
      if (!(e instanceof InterruptedException || e instanceof CancellationException)) {
        back(place);
      }
      throw e;
    }
  }

  private static void back(Place place) {
    if (place.held) {
      return;
    }
    try {
      place.free.acquire();
      place.held = true;
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  /** The same work for another thread, where it takes a place as this thread has one. */
  public static <T> Callable<T> alike(Callable<T> work) {
    if (!HELD.isBound()) {
      return work;
    }
    Places same = new Places(HELD.get().free);
    return () -> {
      try {
        return same.compute(() -> {}, () -> unchecked(work));
      } catch (Checked e) {
        throw (Exception) e.getCause();
      }
    };
  }

  private Places(Semaphore free) {
    this.free = free;
  }

  private static final class Checked extends RuntimeException {
    private static final long serialVersionUID = 1;

    Checked(Exception cause) {
      super(cause);
    }
  }

  private static <T> T unchecked(Callable<T> work) {
    try {
      return work.call();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new Checked(e);
    }
  }

  private static CancellationException interrupted() {
    Thread.currentThread().interrupt();
    return new CancellationException("interrupted");
  }
}
