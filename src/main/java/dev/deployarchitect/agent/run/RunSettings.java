package dev.deployarchitect.agent.run;

import dev.deployarchitect.agent.spending.Budgets;
import java.time.Duration;
import java.util.UUID;

/**
 * How a server holds its runs.
 *
 * @param server this process, by a name no other has
 * @param lease how long a run stays a server's that is not heard of
 * @param budgets what runs may use together
 * @param attempts servers that may take one run without finishing a step, before it counts as lost
 */
public record RunSettings(String server, Duration lease, Budgets budgets, int attempts) {
  /** Long enough for a full garbage collection, short enough for somebody who waits. */
  public static final Duration LEASE = Duration.ofSeconds(15);

  private static final int ATTEMPTS = 8;

  public static RunSettings ofThisProcess(Duration lease, Budgets budgets) {
    return new RunSettings("server_" + UUID.randomUUID(), lease, budgets, ATTEMPTS);
  }

  /** Three renewals to a lease: two may be late. */
  Duration beat() {
    return lease.dividedBy(3);
  }
}
