package dev.deployarchitect.agent;

import dev.deployarchitect.agent.spending.Bound;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What one run may use.
 *
 * @param steps model calls, the last of which writes the answer
 * @param tokens sent and received together. Sixty calls with a full window, the system prompt and
 *     the tools would send some seven million; as a window fills slowly, runs stay below four, most
 *     of it cached by the provider
 * @param micros millionths of a US dollar; 0 for no limit
 * @param window tokens of messages that go to the model at once
 */
public record Limits(
    int steps, long tokens, long micros, Duration time, int window, Patience patience) {
  public static final Limits DEFAULT =
      new Limits(60, 4_000_000, 0, Duration.ofMinutes(30), 90_000, Patience.DEFAULT);

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

  /** The same with other steps. */
  public Limits withSteps(int most) {
    return new Limits(most, tokens, micros, time, window, patience);
  }

  public Limits withPatience(Patience other) {
    return new Limits(steps, tokens, micros, time, window, other);
  }

  public Limits withWindow(int most) {
    return new Limits(steps, tokens, micros, time, most, patience);
  }

  /** The same for somebody who does not wait. */
  public Limits impatient() {
    return withPatience(Patience.NONE);
  }

  String stepsSentence() {
    return "The run exceeded its limit of %d steps.".formatted(steps);
  }

  String timeSentence() {
    return time.toMinutes() > 0
        ? "The run exceeded its limit of %d minutes.".formatted(time.toMinutes())
        : "The run exceeded its limit of %d s.".formatted(time.toSeconds());
  }

  List<Bound> bounds() {
    List<Bound> bounds = new ArrayList<>();
    bounds.add(
        Bound.ofTokens(
            "tokens", tokens, "The run exceeded its limit of %,d tokens.".formatted(tokens)));
    if (micros > 0) {
      bounds.add(
          Bound.ofMicros(
              "cost",
              micros,
              "The run exceeded its limit of %s.".formatted(Bound.dollars(micros))));
    }
    return bounds;
  }
}
