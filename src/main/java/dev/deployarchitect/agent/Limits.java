package dev.deployarchitect.agent;

import java.time.Duration;

/**
 * What one run may use.
 *
 * @param steps model calls
 * @param tokens sent and received together
 */
public record Limits(int steps, int tokens, Duration time) {
  public static final Limits DEFAULT = new Limits(16, 400_000, Duration.ofMinutes(10));
}
