package dev.deployarchitect.repository.search;

import dev.deployarchitect.interrupt.Interruption;

/**
 * A text whose every reading counts: java.util.regex backtracks without an end of its own, and a
 * pattern that a model wrote shall stop nobody. It looks at the clock and at an interrupt.
 */
final class GuardedText implements CharSequence {
  private static final int BETWEEN_LOOKS = 0x3FFF;

  private final String text;
  private int reads;

  GuardedText(String text) {
    this.text = text;
  }

  @Override
  public char charAt(int index) {
    if ((++reads & BETWEEN_LOOKS) == 0) {
      Interruption.check();
    }
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.subSequence(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
