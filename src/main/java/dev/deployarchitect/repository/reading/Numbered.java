package dev.deployarchitect.repository.reading;

import dev.deployarchitect.text.Source;
import dev.deployarchitect.text.Visible;
import java.util.ArrayList;
import java.util.List;

/**
 * Lines of a file with their numbers, as many as a room of characters holds.
 *
 * @param text what is shown, with a line that names the file
 * @param rest what did not fit; its ranges are empty where all did
 */
record Numbered(String text, Wanted rest) {
  private static final int LINE = 400;
  private static final int TAIL = 25;
  private static final int TAIL_TEXT = 1_200;

  static Numbered of(Source source, Wanted wanted, int room) {
    int last = source.lineCount();
    // The empty text behind a final line break is no line that anybody counts.
    int count = last > 1 && source.lineText(last).isEmpty() ? last - 1 : last;
    List<Wanted.Range> ranges =
        wanted.ranges().isEmpty() ? List.of(new Wanted.Range(1, count)) : wanted.ranges();
    StringBuilder out = new StringBuilder();
    List<Wanted.Range> rest = new ArrayList<>();
    boolean behind = false;
    int shown = 0;
    for (Wanted.Range range : ranges) {
      behind |= range.from() > count;
      int to = Math.min(range.to(), count);
      for (int line = range.from(); line <= to; line++) {
        String text = "%5d  %s%n".formatted(line, shorter(source.lineText(line)));
        boolean fits = shown == 0 || out.length() + text.length() <= room;
        if (!rest.isEmpty() || !(fits || isTail(source, line, to))) {
          rest.add(new Wanted.Range(line, to));
          break;
        }
        if (shown > 0 && line == range.from()) {
          out.append("       …\n");
        }
        out.append(text);
        shown++;
      }
    }
    String head =
        "%s, %s of %d lines%n"
            .formatted(
                Visible.line(source.path()), shown == count ? "all" : String.valueOf(shown), count);
    String end = behind ? "%s has no more lines than that.%n".formatted(wanted.path()) : "";
    return new Numbered(head + out + end, new Wanted(wanted.path(), rest));
  }

  /** What is left is not worth a call of its own. */
  private static boolean isTail(Source source, int line, int to) {
    return to - line < TAIL && source.lineStart(to + 1) - source.lineStart(line) < TAIL_TEXT;
  }

  private static String shorter(String line) {
    String shown = Visible.text(line);
    return shown.length() <= LINE
        ? shown
        : shown.substring(0, LINE) + " … (%,d characters)".formatted(line.length());
  }
}
