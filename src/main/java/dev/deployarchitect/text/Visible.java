package dev.deployarchitect.text;

/**
 * Text of a repository or a model as a person sees it: what a terminal obeys, what hides or turns
 * round what stands next to it (control and format characters, Trojan Source, CVE-2021-42574), is
 * written out as {@code <U+001B>}. The text means the same; it no longer does anything.
 */
public final class Visible {
  private Visible() {}

  /** Of several lines: line feeds and tabs stay. */
  public static String text(String text) {
    return of(text, true);
  }

  /** Of one line, such as a path: line breaks are written out, too. */
  public static String line(String text) {
    return of(text, false);
  }

  private static String of(String text, boolean lines) {
    if (text.codePoints().noneMatch(c -> acts(c, lines))) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(c -> {
          if (acts(c, lines)) {
            out.append("<U+%04X>".formatted(c));
          } else {
            out.appendCodePoint(c);
          }
        });
    return out.toString();
  }

  private static boolean acts(int c, boolean lines) {
    if (lines && (c == '\n' || c == '\t')) {
      return false;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }
}
