package dev.deployarchitect.tool;

import java.util.List;
import java.util.Set;

/**
 * How much of a result a caller gets at once: first a summary with counts and the worst or nearest
 * places, then what they ask for. Sizes are characters.
 */
public final class Tier {
  /** What a first answer should fit into. */
  public static final int FIRST = 2_000;

  /** What one call gives that asks for more. */
  public static final int PAGE = 10_000;

  /** No result is longer, unless a form for machines was asked for. */
  public static final int MOST = 12_000;

  /** What is said behind a text that was cut, and behind files that are proposed. */
  private static final int ENDING = 400;

  /** Parameters by which callers ask for less, or for the next part. */
  private static final Set<String> NARROWING =
      Set.of(
          "path",
          "path_prefix",
          "area",
          "rule",
          "min_severity",
          "files",
          "glob",
          "include",
          "lines",
          "part",
          "file",
          "limit",
          "offset",
          "rows");

  private Tier() {}

  /** The text, cut at a line where it is longer than {@link #MOST}; the last line says so. */
  static String guard(String text, Tool<?> tool) {
    if (text.length() <= MOST) {
      return text;
    }
    List<String> names =
        tool.schema().get("properties").properties().stream()
            .map(property -> property.getKey())
            .filter(NARROWING::contains)
            .toList();
    String how =
        names.isEmpty()
            ? ""
            : " Call %s again for less of it, by %s."
                .formatted(tool.name(), String.join(", ", names));
    String kept = cut(text, MOST - ENDING);
    return "%s… %,d more characters were left out.%s%n"
        .formatted(kept, text.length() - kept.length(), how);
  }

  /** The beginning of a text, whole lines where it has any, at most {@code most} characters. */
  public static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int line = text.lastIndexOf('\n', most - 1);
    if (line > 0) {
      return text.substring(0, line + 1);
    }
    int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
    return text.substring(0, end) + "\n";
  }
}
