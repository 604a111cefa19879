package dev.deployarchitect.agent.model;

/** No whole reply came; the message is one sentence for a person, without a key or a trace. */
public final class ModelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ModelException(String message) {
    super(message);
  }

  public ModelException(String message, Throwable cause) {
    super(message, cause);
  }
}
