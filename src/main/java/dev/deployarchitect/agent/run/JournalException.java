package dev.deployarchitect.agent.run;

/** What was asked of the journal was not done; the message is one sentence. */
public class JournalException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public JournalException(String message, Throwable cause) {
    super(message, cause);
  }
}
