package dev.deployarchitect.agent.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What one follower has yet to be given. Its memory is bounded: a follower that is too slow is told
 * to read from the store instead, where nothing is lost. Thread-safe.
 */
final class Tail {
  /** A second or two of a fast model's deltas. */
  private static final int MOST = 256;

  /** What a follower finds when it looks. */
  sealed interface Next {
    /** All that came since it looked last. */
    record Events(List<NumberedEvent> events) implements Next {}

    /** There is news in the store. */
    record Look() implements Next {}

    /** Whoever fed this tail has stopped; the follower looks for who does now. */
    record Ended() implements Next {}

    /** Nothing for as long as was waited. */
    record Quiet() implements Next {}
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private final List<NumberedEvent> events = new ArrayList<>();
  private boolean look;
  private boolean ended;

  void offer(NumberedEvent event) {
    change(() -> {
      if (!look && events.size() < MOST) {
        events.add(event);
      } else {
        look = true;
        events.clear();
      }
    });
  }

  void look() {
    change(() -> {
      look = true;
      events.clear();
    });
  }

  void end() {
    change(() -> ended = true);
  }

  private void change(Runnable change) {
    lock.lock();
    try {
      change.run();
      news.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Waits up to {@code millis}. */
  Next next(long millis) throws InterruptedException {
    lock.lock();
    try {
      long left = TimeUnit.MILLISECONDS.toNanos(millis);
      while (events.isEmpty() && !look && !ended) {
        if (left <= 0) {
          return new Next.Quiet();
        }
        left = news.awaitNanos(left);
      }
      if (look) {
        look = false;
        return new Next.Look();
      }
      if (events.isEmpty()) {
        return new Next.Ended();
      }
      List<NumberedEvent> all = List.copyOf(events);
      events.clear();
      return new Next.Events(all);
    } finally {
      lock.unlock();
    }
  }
}
