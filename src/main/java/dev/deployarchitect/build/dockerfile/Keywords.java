package dev.deployarchitect.build.dockerfile;

import dev.deployarchitect.text.Nearest;
import java.util.Locale;

/** Words that look like instructions and are none. */
final class Keywords {
  private Keywords() {}

  /** A sentence about an unknown instruction, with the one that may be meant. */
  static String unknown(String word) {
    String shown = word.length() <= 40 ? word : word.substring(0, 40) + "…";
    return Nearest.to(word.toUpperCase(Locale.ROOT), InstructionReader.KEYWORDS)
        .map(known -> "unknown instruction %s; is %s meant?".formatted(shown, known))
        .orElse("unknown instruction " + shown);
  }
}
