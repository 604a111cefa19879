package dev.deployarchitect.repository.usage;

import java.util.List;

/** A long answer in parts: the first is short, the rest comes by cursor. */
public final class Page {
  /** What a first answer may be long; what was asked for in so many words may be longer. */
  private static final int FIRST = 2_000;

  private static final int WHOLE = 8_000;
  private static final int MORE = 10_000;

  private Page() {}

  /**
   * A page of lines.
   *
   * @param whole how many of the first lines belong to the first page though it gets longer
   */
  public static String of(String head, List<String> lines, int cursor, int whole) {
    int from = Math.clamp(cursor, 0, lines.size());
    StringBuilder out = new StringBuilder(from == 0 ? head + "\n" : "");
    int at = from;
    while (at < lines.size()) {
      int most = from > 0 ? MORE : at < whole ? WHOLE : FIRST;
      if (out.length() + lines.get(at).length() > most && at > from) {
        break;
      }
      out.append(lines.get(at++)).append('\n');
    }
    if (at < lines.size()) {
      out.append("%d more lines: call again with cursor %d.".formatted(lines.size() - at, at));
    }
    return out.toString().stripTrailing();
  }
}
