package dev.deployarchitect.agent.run;

import dev.deployarchitect.agent.Cancel;
import dev.deployarchitect.agent.Person;
import dev.deployarchitect.tool.Approval;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A person who decides through any server of the journal. Where nobody follows the run, nobody sees
 * that something is asked, and the run does not wait for them.
 */
final class JournalPerson implements Person {
  /** How long one decision is trusted to wake us by itself. */
  private static final long TRUST_MILLIS = 1_000;

  /** For a page that is loaded again, or a connection that broke. */
  private static final Duration ABSENT = Duration.ofSeconds(20);

  private final Journal journal;
  private final String run;
  private final Duration limit;
  private final BooleanSupplier followed;

  /**
   * Of one run.
   *
   * @param limit of a decision
   * @param followed whether somebody may see at this moment what is asked
   */
  JournalPerson(Journal journal, String run, Duration limit, BooleanSupplier followed) {
    this.journal = journal;
    this.run = run;
    this.limit = limit;
    this.followed = followed;
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
    long seen = System.nanoTime();
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
        if (followed.getAsBoolean()) {
          seen = System.nanoTime();
        } else if (System.nanoTime() - seen > ABSENT.toNanos()) {
          return new Approval.Decision.NobodyToAsk();
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
