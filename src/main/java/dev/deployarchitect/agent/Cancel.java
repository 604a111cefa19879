package dev.deployarchitect.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/** A request to stop, seen by the loop between steps and by what is under way. Thread-safe. */
public final class Cancel {
  private final List<Runnable> listeners = new ArrayList<>();
  private boolean cancelled;

  public void cancel() {
    List<Runnable> toRun;
    synchronized (this) {
      if (cancelled) {
        return;
      }
      cancelled = true;
      toRun = List.copyOf(listeners);
    }
    toRun.forEach(Runnable::run);
  }

  public synchronized boolean isCancelled() {
    return cancelled;
  }

  /**
   * Goes on if nobody asked to stop.
   *
   * @throws CancellationException otherwise
   */
  public void check() {
    if (isCancelled()) {
      throw new CancellationException("cancelled");
    }
  }

  /** Runs {@code listener} when, or if already, somebody asks to stop; returns how to forget it. */
  public Runnable onCancel(Runnable listener) {
    boolean now;
    synchronized (this) {
      now = cancelled;
      if (!now) {
        listeners.add(listener);
      }
    }
    if (now) {
      listener.run();
    }
    return () -> remove(listener);
  }

  private synchronized void remove(Runnable listener) {
    listeners.remove(listener);
  }
}
