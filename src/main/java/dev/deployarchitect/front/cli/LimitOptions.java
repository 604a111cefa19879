package dev.deployarchitect.front.cli;

import dev.deployarchitect.agent.Limits;
import dev.deployarchitect.agent.spending.Budgets;
import java.time.Duration;
import picocli.CommandLine.Option;

/** What runs may use; 0 is no limit where it stands as a default. */
public final class LimitOptions {
  private static final int RUNS_PER_MINUTE = 30;

  @Option(
      names = "--max-steps",
      defaultValue = "60",
      description = "Model calls of one run (default 60).")
  private int steps = 60;

  @Option(
      names = "--max-tokens",
      defaultValue = "4000000",
      description = "Tokens of one run, sent and received (default 4000000).")
  private long tokens = 4_000_000;

  @Option(
      names = "--max-dollars",
      defaultValue = "0",
      description = "Dollars of one run (default 0).")
  private double dollars;

  @Option(
      names = "--max-minutes",
      defaultValue = "30",
      description = "Minutes of one run (default 30).")
  private double minutes = 30;

  @Option(
      names = "--window",
      defaultValue = "90000",
      description = "Tokens of messages that go to the model at once (default 90000).")
  private int window = 90_000;

  @Option(
      names = "--conversation-tokens",
      defaultValue = "0",
      description = "Tokens of all runs of a conversation (default 0).")
  private long conversationTokens;

  @Option(
      names = "--conversation-dollars",
      defaultValue = "0",
      description = "Dollars of all runs of a conversation (default 0).")
  private double conversationDollars;

  @Option(
      names = "--day-dollars",
      defaultValue = "0",
      description = "Dollars of all runs that one key starts in 24 hours (default 0).")
  private double dayDollars;

  @Option(
      names = "--runs-per-minute",
      defaultValue = "-1",
      description =
          "Runs that one key, or one address, may start (default: 30 where keys are needed).")
  private int runsPerMinute = -1;

  /** Of one run. */
  public Limits limits() {
    return new Limits(
        steps,
        tokens,
        micros(dollars),
        Duration.ofMillis(Math.round(minutes * 60_000)),
        window,
        Limits.Patience.DEFAULT);
  }

  /** Of runs together. */
  public Budgets budgets() {
    return new Budgets(conversationTokens, micros(conversationDollars), micros(dayDollars));
  }

  /**
   * What one key, or one address, may start; 0 for no limit.
   *
   * @param open whether anybody on this machine may ask, and nobody else
   */
  public int runsPerMinute(boolean open) {
    return runsPerMinute >= 0 ? runsPerMinute : open ? 0 : RUNS_PER_MINUTE;
  }

  /** Whether a limit is in dollars, which needs the model's price. */
  public boolean countsDollars() {
    return dollars > 0 || budgets().countsDollars();
  }

  private static long micros(double dollars) {
    return Math.round(dollars * 1_000_000);
  }
}
