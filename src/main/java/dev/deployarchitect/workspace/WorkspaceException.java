package dev.deployarchitect.workspace;

/** A workspace or path that cannot be used; the message is one sentence for a person. */
public final class WorkspaceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public WorkspaceException(String message) {
    super(message);
  }
}
