package dev.deployarchitect.store;

import dev.deployarchitect.agent.run.JournalException;

/** The store cannot be used; the message is one sentence. */
public final class StoreException extends JournalException {
  private static final long serialVersionUID = 1L;

  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
