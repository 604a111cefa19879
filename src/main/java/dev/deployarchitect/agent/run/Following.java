package dev.deployarchitect.agent.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Follows runs: what is stored first, then what comes, from this server's own run or from the store
 * where another server works on it. A run may change servers while it is followed.
 */
final class Following implements AutoCloseable {
  private static final int PAGE = 500;

  /** How long a follower trusts in being woken, where the store is all it has. */
  private static final long TRUST_MILLIS = 1_000;

  private final Journal journal;
  private final Map<String, LiveRun> live;
  private final Set<Tail> tails = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  Following(Journal journal, Map<String, LiveRun> live) {
    this.journal = journal;
    this.live = live;
  }

  void follow(String run, long after, long beat, Follower follower) throws InterruptedException {
    Walk walk = new Walk(run, after, beat, follower);
    while (!closed && !walk.ended) {
      LiveRun here = live.get(run);
      Tail tail = new Tail();
      tails.add(tail);
      Runnable forget = here == null ? journal.watch(run, tail::look) : feed(here, tail);
      try {
        if (here != null && live.get(run) != here) {
          // It ended, or was lost, before it could feed this tail.
          tail.end();
        }
        walk.along(tail, here);
      } finally {
        forget.run();
        tails.remove(tail);
      }
    }
  }

  private static Runnable feed(LiveRun here, Tail tail) {
    here.follow(tail);
    return () -> here.forget(tail);
  }

  @Override
  public void close() {
    closed = true;
    tails.forEach(Tail::end);
  }

  /** One follower's way through a run. */
  private final class Walk {
    private final String run;
    private final long beat;
    private final Follower follower;
    private long seen;
    private boolean ended;
    private long silent = System.nanoTime();

    Walk(String run, long after, long beat, Follower follower) {
      this.run = run;
      this.seen = after;
      this.beat = beat;
      this.follower = follower;
    }

    /** Until the run's last event, or until another should feed the follower. */
    void along(Tail tail, LiveRun here) throws InterruptedException {
      // Registered first, read second: what is stored in between comes twice and is told apart.
      if (here == null || here.told() > seen) {
        read();
      }
      while (!ended && !closed) {
        switch (tail.next(here == null ? Math.min(TRUST_MILLIS, beat) : beat)) {
          case Tail.Next.Events(List<NumberedEvent> events) -> give(events);
          case Tail.Next.Look() -> read();
          case Tail.Next.Ended() -> {
            return;
          }
          case Tail.Next.Quiet() -> quiet(here);
        }
        if (here == null && live.containsKey(run)) {
          return;
        }
      }
    }

    private void quiet(LiveRun here) throws InterruptedException {
      if (here == null) {
        boolean running = journal.run(run).map(Journal.Run::isRunning).orElse(false);
        read();
        // A run may have ended without a last event, in a store of an earlier version.
        ended |= !running;
      }
      if (System.nanoTime() - silent >= TimeUnit.MILLISECONDS.toNanos(beat)) {
        silent = System.nanoTime();
        follower.idle();
      }
    }

    private void read() throws InterruptedException {
      List<NumberedEvent> page;
      do {
        page = journal.events(run, seen, PAGE);
        give(page);
      } while (page.size() == PAGE && !ended);
    }

    private void give(List<NumberedEvent> events) throws InterruptedException {
      List<NumberedEvent> fresh = new ArrayList<>();
      for (NumberedEvent event : events) {
        if (event.number() > seen && !ended) {
          seen = event.number();
          ended = event.last();
          fresh.add(event);
        }
      }
      if (!fresh.isEmpty()) {
        silent = System.nanoTime();
        follower.events(fresh);
      }
    }
  }
}
