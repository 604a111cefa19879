package dev.deployarchitect.database.trial;

import dev.deployarchitect.text.Span;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What was seen of one statement.
 *
 * @param took from sending to the answer
 * @param locks on tables that stood before the statement, the strongest of each
 * @param rewritten tables whose rows were all written again
 * @param scanned tables read from end to end, with the rows read
 * @param changed rows inserted, updated and deleted
 * @param lost values that were dropped, in words, with their count
 * @param failure PostgreSQL's words, where it failed
 */
record Observation(
    Span span,
    Duration took,
    List<Lock> locks,
    List<Touched> rewritten,
    List<Touched> scanned,
    long changed,
    List<String> lost,
    Probe.Seen reads,
    Probe.Seen writes,
    Optional<Failure> failure) {

  /** A lock as pg_locks names its mode, and how many rows its table has. */
  record Lock(String table, long rows, String mode) {
    boolean blocksReads() {
      return mode.equals("AccessExclusiveLock");
    }

    boolean blocksWrites() {
      return List.of("ShareLock", "ShareRowExclusiveLock", "ExclusiveLock", "AccessExclusiveLock")
          .contains(mode);
    }
  }

  /** A table and a number of its rows. */
  record Touched(String table, long rows) {}

  /** An error of PostgreSQL with its SQLSTATE. */
  record Failure(String state, String message) {}

  /** What it comes to, worst first. */
  enum Verdict {
    FAILS("fails"),
    LOSES("loses data"),
    STOPS("stops writers for as long as the table is large"),
    SLOW("locks many rows in one statement"),
    EMPTY("changes none of these rows"),
    BRIEF("needs a strong lock, for a moment"),
    SAFE("disturbs nobody");

    private final String words;

    Verdict(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /** Rows in one statement from which waiting for their locks is felt; an assumption. */
  private static final long MANY = 1_000;

  Verdict verdict() {
    boolean stops = locks.stream().anyMatch(l -> l.rows() > 0 && l.blocksWrites());
    boolean works = !rewritten.isEmpty() || !scanned.isEmpty();
    if (failure.isPresent()) {
      return Verdict.FAILS;
    } else if (!lost.isEmpty()) {
      return Verdict.LOSES;
    } else if (stops && works) {
      return Verdict.STOPS;
    } else if (changed >= MANY && locks.stream().anyMatch(l -> l.rows() > 0)) {
      return Verdict.SLOW;
    } else if (isWrite() && changed == 0 && locks.stream().anyMatch(l -> l.rows() > 0)) {
      return Verdict.EMPTY;
    }
    return stops ? Verdict.BRIEF : Verdict.SAFE;
  }

  /** Whether its purpose is to change rows. */
  private boolean isWrite() {
    return span.text().matches("(?is)(UPDATE|DELETE|WITH)\\b.*");
  }
}
