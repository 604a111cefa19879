package dev.deployarchitect.agent;

import java.time.Duration;

/**
 * What one run may use.
 *
 * @param steps model calls
 * @param tokens sent and received together
 */
public record Limits(int steps, int tokens, Duration time, Patience patience) {
  public static final Limits DEFAULT =
      new Limits(16, 400_000, Duration.ofMinutes(10), Patience.DEFAULT);

  /**
   * How a model that fails is asked again.
   *
   * @param attempts of one reply in all
   * @param pause before the second; twice as long before each further one
   * @param longest that an endpoint may ask to wait; where it asks for more, the run ends
   */
  public record Patience(int attempts, Duration pause, Duration longest) {
    public static final Patience DEFAULT =
        new Patience(3, Duration.ofSeconds(1), Duration.ofSeconds(60));

    /** Of recordings and evals: what fails fails at once. */
    public static final Patience NONE = new Patience(1, Duration.ZERO, Duration.ZERO);
  }

  /** The same for somebody who does not wait. */
  public Limits impatient() {
    return new Limits(steps, tokens, time, Patience.NONE);
  }
}
