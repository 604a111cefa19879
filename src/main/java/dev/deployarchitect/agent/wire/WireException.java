package dev.deployarchitect.agent.wire;

/** An exchange that did not end as it should; {@code status} is 0 where there was no answer. */
public final class WireException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;

  public WireException(int status, String message) {
    super(message);
    this.status = status;
  }

  public int status() {
    return status;
  }
}
