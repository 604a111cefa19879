package dev.deployarchitect.store;

/** The store cannot be used; the message is one sentence. */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
