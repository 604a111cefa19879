package dev.deployarchitect.interrupt;

/** Work that took longer than its time. */
public final class TimeIsUpException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public TimeIsUpException() {
    super("took longer than its time");
  }
}
