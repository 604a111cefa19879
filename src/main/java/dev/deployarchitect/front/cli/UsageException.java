package dev.deployarchitect.front.cli;

/** Words of the command line that cannot be used; the message says which and what to write. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UsageException(String message) {
    super(message);
  }
}
