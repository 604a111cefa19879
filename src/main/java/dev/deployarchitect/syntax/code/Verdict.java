package dev.deployarchitect.syntax.code;

/**
 * Whether a value sets a key, and what says so.
 *
 * @param why what sets it, or what cannot be followed; may be empty
 */
public record Verdict(Answer answer, String why) {

  /** From the strongest that is known to nothing that is known. */
  public enum Answer {
    SETS,
    SOMETIMES,
    DOES_NOT,
    CANNOT_TELL
  }

  /** As a reader is told. */
  public String words() {
    return switch (answer) {
      case SETS -> "SETS it (" + why + ")";
      case SOMETIMES -> "SOMETIMES sets it (" + why + ")";
      case DOES_NOT -> "does NOT set it" + (why.isEmpty() ? "" : " (" + why + ")");
      case CANNOT_TELL -> "CANNOT be told: " + why;
    };
  }
}
