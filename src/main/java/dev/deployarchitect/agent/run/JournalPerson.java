package dev.deployarchitect.agent.run;

import dev.deployarchitect.agent.Cancel;
import dev.deployarchitect.agent.Person;
import dev.deployarchitect.tool.Approval;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A person who decides through any server of the journal. */
final class JournalPerson implements Person {
  /** How long one decision is trusted to wake us by itself. */
  private static final long TRUST_MILLIS = 1_000;

  private final Journal journal;
  private final String run;
  private final Duration limit;

  JournalPerson(Journal journal, String run, Duration limit) {
    this.journal = journal;
    this.run = run;
    this.limit = limit;
  }

  @Override
  public boolean isThere() {
    return true;
  }

  @Override
  public Approval.Decision decide(String id, Approval approval, Cancel cancel) {
    Semaphore news = new Semaphore(0);
    Runnable forget = journal.watch(run, news::release);
    Runnable forgetCancel = cancel.onCancel(news::release);
    long end = System.nanoTime() + limit.toNanos();
    try {
      while (true) {
        cancel.check();
        Optional<Approval.Decision> decision = journal.decision(run, id);
        if (decision.isPresent()) {
          return decision.get();
        }
        if (System.nanoTime() > end) {
          return new Approval.Decision.Rejected(
              "nobody answered within %d minutes".formatted(limit.toMinutes()));
        }
        if (news.tryAcquire(TRUST_MILLIS, TimeUnit.MILLISECONDS)) {
          news.drainPermits();
        }
      }
    } catch (InterruptedException e) {
      throw new CancellationException("interrupted");
    } finally {
      forget.run();
      forgetCancel.run();
    }
  }
}
