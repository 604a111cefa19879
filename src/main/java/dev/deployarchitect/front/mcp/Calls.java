package dev.deployarchitect.front.mcp;

import dev.deployarchitect.agent.Cancel;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * The calls under way. Each runs on a thread of its own, which is interrupted when its client
 * cancels it, or when its session or the server ends. Thread-safe.
 */
final class Calls implements AutoCloseable {
  /** Calls of one caller at once; the next waits until one has ended, cancelled or not. */
  private static final int AT_ONCE = 4;

  /**
   * Which call.
   *
   * @param caller who calls: a name, or empty where nobody needs one
   * @param session in which request ids count
   * @param request its JSON-RPC id, as JSON
   */
  record Id(String caller, String session, String request) {}

  private final Map<Id, Cancel> underWay = new ConcurrentHashMap<>();
  private final Map<String, Semaphore> places = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /**
   * Does {@code work} and waits for it; it stops when it is interrupted.
   *
   * @throws CancellationException when it was cancelled
   */
  <T> T run(Id id, Function<Cancel, T> work) {
    Cancel cancel = new Cancel();
    underWay.put(id, cancel);
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread thread =
        Thread.ofPlatform().daemon().name("call").unstarted(() -> work(id, cancel, work, result));
    cancel.onCancel(thread::interrupt);
    try {
      thread.start();
      if (closed) {
        cancel.cancel();
      }
      return result.get();
    } catch (InterruptedException e) {
      cancel.cancel();
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    } catch (java.util.concurrent.ExecutionException e) {
      cancel.check();
      throw e.getCause() instanceof RuntimeException known ? known : new CompletionException(e);
    } finally {
      underWay.remove(id, cancel);
    }
  }

  private <T> void work(
      Id id, Cancel cancel, Function<Cancel, T> work, CompletableFuture<T> result) {
    Semaphore place = places.computeIfAbsent(id.caller(), caller -> new Semaphore(AT_ONCE, true));
    try {
      place.acquire();
      try {
        cancel.check();
        T done = work.apply(cancel);
        cancel.check();
        result.complete(done);
      } finally {
        place.release();
      }
    } catch (InterruptedException e) {
      result.completeExceptionally(new CancellationException("interrupted"));
    } catch (RuntimeException | Error e) {
      result.completeExceptionally(e);
    }
  }

  /** Stops a call; one that has ended, or never was, is none of a client's faults. */
  void cancel(Id id) {
    Cancel cancel = underWay.get(id);
    if (cancel != null) {
      cancel.cancel();
    }
  }

  /** Stops a call by its request alone, where there is one session. */
  void cancelRequest(String request) {
    underWay.forEach((id, cancel) -> {
      if (id.request().equals(request)) {
        cancel.cancel();
      }
    });
  }

  /** Stops all calls of a session. */
  void cancelSession(String session) {
    underWay.forEach((id, cancel) -> {
      if (id.session().equals(session)) {
        cancel.cancel();
      }
    });
  }

  boolean isIdle() {
    return underWay.isEmpty();
  }

  /** Stops all calls, and those to come. */
  @Override
  public void close() {
    closed = true;
    underWay.values().forEach(Cancel::cancel);
  }
}
