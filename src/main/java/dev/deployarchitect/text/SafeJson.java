package dev.deployarchitect.text;

/**
 * JSON that a terminal or a CI log can show: inside its strings, what {@link Visible} would write
 * out is written as an escape, so that whoever reads the JSON gets the same text.
 */
public final class SafeJson {
  private SafeJson() {}

  /**
   * The same JSON.
   *
   * @param json as a serializer wrote it: in it only strings hold such characters
   */
  public static String of(String json) {
    StringBuilder out = new StringBuilder(json.length() + 16);
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      boolean command = c == '[' && isCommand(json, i);
      if (command || (c > '~' && acts(c))) {
        out.append("\\u%04x".formatted((int) c));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static boolean acts(char c) {
    // Half of a pair is a letter of no alphabet, or a tag that nobody sees: an escape is both.
    return Character.isSurrogate(c) || !Visible.line(String.valueOf(c)).equals(String.valueOf(c));
  }

  /** Whether {@code ##} and small letters, as CI services obey them, stand before a bracket. */
  private static boolean isCommand(String json, int at) {
    int i = at - 1;
    while (i >= 0 && json.charAt(i) >= 'a' && json.charAt(i) <= 'z') {
      i--;
    }
    return i >= 1 && json.charAt(i) == '#' && json.charAt(i - 1) == '#';
  }
}
