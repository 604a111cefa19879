package dev.deployarchitect.agent.model;

import java.time.Duration;

/** No whole reply came; the message is one sentence for a person, without a key or a trace. */
public final class ModelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean passes;
  private final Duration wait;

  private ModelException(String message, boolean passes, Duration wait, Throwable cause) {
    super(message, cause);
    this.passes = passes;
    this.wait = wait;
  }

  /** A failure that stays: a refused key, a request that is wrong. */
  public ModelException(String message) {
    this(message, false, Duration.ZERO, null);
  }

  /** A failure that may be over at the next attempt. */
  public static ModelException passing(String message) {
    return new ModelException(message, true, Duration.ZERO, null);
  }

  /**
   * What an exchange came to.
   *
   * @param wait how long the endpoint asked to wait; zero where it did not
   */
  static ModelException of(String message, boolean passes, Duration wait, Throwable cause) {
    return new ModelException(message, passes, wait, cause);
  }

  /** Whether asking again may help. */
  public boolean passes() {
    return passes;
  }

  public Duration pause() {
    return wait;
  }
}
