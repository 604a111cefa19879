package dev.deployarchitect.eval;

/** A case that cannot be run as written; the message names the place and what was expected. */
public final class EvalException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EvalException(String message) {
    super(message);
  }
}
