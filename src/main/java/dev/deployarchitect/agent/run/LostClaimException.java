package dev.deployarchitect.agent.run;

/** The run was ended, or is another server's by now; nothing was written. */
public final class LostClaimException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LostClaimException(Claim claim) {
    super("run %s is not held any more under epoch %d".formatted(claim.run(), claim.epoch()));
  }
}
