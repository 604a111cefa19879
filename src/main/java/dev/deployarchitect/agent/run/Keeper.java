package dev.deployarchitect.agent.run;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a server's hold on its runs: renews leases, gives up what another server has taken, passes
 * on requests to cancel that were made elsewhere, and looks for runs whose server has gone.
 */
final class Keeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);
  private static final int TAKEN_AT_ONCE = 20;

  /**
   * A run that no server with its workspace took for so long is ended, to free its conversation.
   */
  static final Duration HOPELESS = Duration.ofMinutes(5);

  private final Journal journal;
  private final RunSettings settings;
  private final Map<String, LiveRun> live;
  private final Consumer<Journal.Orphan> takeOver;
  private final Semaphore cancels = new Semaphore(0);
  private final Runnable forget;
  private final List<Thread> threads;
  private volatile boolean closed;

  Keeper(
      Journal journal,
      RunSettings settings,
      Map<String, LiveRun> live,
      Consumer<Journal.Orphan> takeOver) {
    this.journal = journal;
    this.settings = settings;
    this.live = live;
    this.takeOver = takeOver;
    this.forget = journal.watch(Journal.CANCELS, cancels::release);
    // Leases are renewed beside all that reads: under load, a reader may wait longer than a lease.
    this.threads =
        List.of(
            Thread.ofVirtual().name("leases").unstarted(this::holdOn),
            Thread.ofVirtual().name("keeper").unstarted(this::look));
  }

  /** Begins, once all that it calls is there. */
  void start() {
    threads.forEach(Thread::start);
  }

  private void holdOn() {
    while (!closed) {
      try {
        renew();
      } catch (RuntimeException e) {
        if (!closed) {
          LOG.warn("leases cannot be renewed: {}", e.getMessage());
        }
      }
      try {
        Thread.sleep(settings.beat());
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void look() {
    long due = System.nanoTime();
    while (!closed) {
      try {
        if (System.nanoTime() - due >= 0) {
          // Two servers that start together shall not look at the same moments for ever.
          long beat = settings.beat().toNanos();
          due = System.nanoTime() + beat - ThreadLocalRandom.current().nextLong(beat / 4 + 1);
          journal.orphans(TAKEN_AT_ONCE).forEach(this::take);
        }
        cancel();
        if (cancels.tryAcquire(due - System.nanoTime(), TimeUnit.NANOSECONDS)) {
          cancels.drainPermits();
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        if (!closed) {
          LOG.warn("the store cannot be asked for runs: {}", e.getMessage());
          due = System.nanoTime() + settings.beat().toNanos();
        }
      }
    }
  }

  /** On a thread of its own: a long run is long to read, and leases must not wait for that. */
  private void take(Journal.Orphan orphan) {
    Thread.ofVirtual()
        .name("take-over")
        .start(() -> {
          try {
            takeOver.accept(orphan);
          } catch (RuntimeException e) {
            LOG.warn("run {} is not taken over: {}", orphan.run().id(), e.getMessage());
          }
        });
  }

  private void renew() {
    List<LiveRun> held = List.copyOf(live.values());
    Set<String> lost = journal.renew(held.stream().map(LiveRun::claim).toList(), settings.lease());
    held.stream().filter(run -> lost.contains(run.claim().run())).forEach(LiveRun::giveUp);
  }

  private void cancel() {
    for (String id : journal.askedToCancel(settings.server())) {
      LiveRun run = live.get(id);
      if (run != null) {
        run.cancel().cancel();
      }
    }
  }

  /** Lets another server take the run at once; where that cannot be said, the lease runs out. */
  void release(Claim claim) {
    try {
      journal.release(claim);
    } catch (RuntimeException e) {
      LOG.info("run {} is left to its lease: {}", claim.run(), e.getMessage());
    }
  }

  @Override
  public void close() {
    closed = true;
    forget.run();
    threads.forEach(Thread::interrupt);
    try {
      for (Thread thread : threads) {
        thread.join(2_000);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
