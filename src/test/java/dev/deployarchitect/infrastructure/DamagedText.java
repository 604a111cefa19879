package dev.deployarchitect.infrastructure;

import java.util.Random;
import java.util.function.Consumer;

/** Real text with pieces cut, doubled and swapped, the same each time. */
final class DamagedText {
  private DamagedText() {}

  /**
   * Gives {@code rounds} damaged texts.
   *
   * @param marks characters that mean something to the reader under test
   */
  static void of(String text, String marks, int rounds, Consumer<String> reader) {
    Random random = new Random(20261124);
    for (int round = 0; round < rounds; round++) {
      StringBuilder damaged = new StringBuilder(text);
      for (int i = random.nextInt(6); i >= 0; i--) {
        int from = random.nextInt(damaged.length());
        int to = Math.min(damaged.length(), from + random.nextInt(40));
        switch (random.nextInt(3)) {
          case 0 -> damaged.delete(from, to);
          case 1 -> damaged.insert(from, damaged.substring(from, to));
          default -> damaged.insert(from, marks.charAt(random.nextInt(marks.length())));
        }
      }
      reader.accept(damaged.toString());
    }
  }
}
