package dev.deployarchitect.draft;

/** A change that cannot be made as it was asked for; the message says what to do. */
public final class EditException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public EditException(String message) {
    super(message);
  }
}
