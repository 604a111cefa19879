package dev.deployarchitect.rehearsal;

import dev.deployarchitect.interrupt.Places;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What long runs came to, by the content that they ran on: the newest few. One run goes at a time;
 * who waits for it gives their core away. Thread-safe.
 */
public final class KeptAnswers<T> {
  private static final int KEPT = 32;

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, T> known = new LinkedHashMap<>();

  /** A run. */
  @FunctionalInterface
  public interface Run<T> {
    T answer() throws IOException;
  }

  /**
   * The known answer, or that of a run.
   *
   * @throws IOException as the run does
   * @throws CancellationException when the thread is interrupted while it waits
   */
  public T of(String key, Run<T> run) throws IOException {
    try {
      // Whoever holds the lock needs a core to go on: it must not be taken into the wait.
      Places.<Boolean, InterruptedException>away(() -> {
        lock.lockInterruptibly();
        return true;
      });
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    } catch (CancellationException e) {
      // Interrupted while it waited for a core, when it had the lock already.
      if (lock.isHeldByCurrentThread()) {
        lock.unlock();
      }
      throw e;
    }
    try {
      T answer = known.get(key);
      if (answer == null) {
        answer = run.answer();
        if (known.size() >= KEPT) {
          known.remove(known.keySet().iterator().next());
        }
        known.put(key, answer);
      }
      return answer;
    } finally {
      lock.unlock();
    }
  }
}
