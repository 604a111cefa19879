package dev.deployarchitect.agent.wire;

import java.time.Duration;

/** An exchange that did not end as it should; {@code status} is 0 where there was no answer. */
public final class WireException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final Duration retryAfter;

  public WireException(int status, String message) {
    this(status, message, Duration.ZERO);
  }

  /**
   * With the endpoint's own wish.
   *
   * @param retryAfter how long it asked to wait; zero where it did not
   */
  public WireException(int status, String message, Duration retryAfter) {
    super(message);
    this.status = status;
    this.retryAfter = retryAfter;
  }

  public int status() {
    return status;
  }

  public Duration retryAfter() {
    return retryAfter;
  }
}
