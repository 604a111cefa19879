package dev.deployarchitect.syntax.hcl;

import dev.deployarchitect.text.Source;
import java.text.BreakIterator;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;

/**
 * Prints HCL as {@code terraform fmt} does: two spaces a level, {@code =} aligned in runs of
 * single-line attributes, trailing comments aligned. The rules are those of hclwrite's format.go in
 * our words; compared with terraform 1.11.4 on real modules whose white space was scrambled.
 */
public final class HclFormat {
  private HclFormat() {}

  /** A line in three cells: what leads, what is assigned to it, and the comment behind. */
  private record Line(int indent, String lead, String assign, String comment, String end) {
    /** Columns of lead and assignment after the last line break within them. */
    int columns() {
      String code = lead + (assign.isEmpty() ? "" : " " + assign);
      return HclFormat.columns(code.substring(code.lastIndexOf('\n') + 1));
    }
  }

  /** The tokens of a line, and the line break behind them as it is in the text. */
  private record Row(List<HclToken> tokens, String end) {}

  /** The text as terraform would print it; a text that is no HCL keeps its tokens and lines. */
  public static String format(String text) {
    List<Line> laid = new ArrayList<>();
    // Each line that opens more than it closes is one level, however many brackets it opens.
    Deque<Integer> open = new ArrayDeque<>();
    for (Row line : lines(new Source("", HclModernize.rewrite(text)))) {
      int net = line.tokens().stream().mapToInt(HclSpacing::bracket).sum();
      if (net < 0) {
        close(open, -net);
      }
      laid.add(cells(line, open.size()));
      if (net > 0) {
        open.push(net);
      }
    }
    return print(laid);
  }

  private static void close(Deque<Integer> open, int brackets) {
    int left = brackets;
    while (left > 0 && !open.isEmpty()) {
      int level = open.pop();
      if (left < level) {
        open.push(level - left);
      }
      left -= level;
    }
  }

  private static List<Row> lines(Source source) {
    List<Row> lines = new ArrayList<>();
    List<HclToken> line = new ArrayList<>();
    for (HclToken token : HclLexer.lex(source).tokens()) {
      if (token.kind() == HclToken.Kind.NEWLINE) {
        int at = token.span().start();
        boolean windows = at > 0 && source.text().charAt(at - 1) == '\r';
        lines.add(new Row(line, windows ? "\r\n" : "\n"));
        line = new ArrayList<>();
      } else {
        line.add(token);
      }
    }
    if (!line.isEmpty()) {
      lines.add(new Row(line, ""));
    }
    return lines;
  }

  private static Line cells(Row line, int indent) {
    List<HclToken> code = new ArrayList<>(line.tokens());
    String comment = "";
    if (code.size() > 1 && code.getLast().kind() == HclToken.Kind.COMMENT) {
      comment = code.removeLast().text().replaceFirst("\\r$", "");
    }
    int equals = -1;
    for (int i = 1; i < code.size() && equals < 0; i++) {
      equals = code.get(i).is("=") ? i : -1;
    }
    boolean whole =
        equals > 0
            && code.subList(equals, code.size()).stream().mapToInt(HclSpacing::bracket).sum() == 0;
    return whole
        ? new Line(
            indent,
            HclSpacing.join(code.subList(0, equals)),
            HclSpacing.join(code.subList(equals, code.size())),
            comment,
            line.end())
        : new Line(indent, HclSpacing.join(code).replaceFirst("\\r$", ""), "", comment, line.end());
  }

  private static String print(List<Line> lines) {
    int[] assign = widths(lines, l -> l.assign().isEmpty() ? -1 : columns(l.lead()));
    List<Line> aligned = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      String lead =
          line.assign().isEmpty()
              ? line.lead()
              : line.lead() + " ".repeat(assign[i] - columns(line.lead()));
      aligned.add(new Line(line.indent(), lead, line.assign(), line.comment(), line.end()));
    }
    int[] comment = widths(aligned, l -> l.comment().isEmpty() ? -1 : 2 * l.indent() + l.columns());
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < aligned.size(); i++) {
      Line line = aligned.get(i);
      if (!line.lead().isEmpty()) {
        out.append("  ".repeat(line.indent())).append(line.lead());
      }
      if (!line.assign().isEmpty()) {
        out.append(' ').append(line.assign());
      }
      if (!line.comment().isEmpty()) {
        int spaces = comment[i] - 2 * line.indent() - line.columns() + 1;
        out.append(" ".repeat(spaces)).append(line.comment());
      }
      out.append(line.end());
    }
    return out.toString();
  }

  /** For each line of an unbroken run the widest of the run; a width below zero breaks it. */
  private static int[] widths(List<Line> lines, ToIntFunction<Line> width) {
    int[] widest = new int[lines.size()];
    int start = 0;
    while (start < lines.size()) {
      int end = start;
      int max = -1;
      while (end < lines.size() && width.applyAsInt(lines.get(end)) >= 0) {
        max = Math.max(max, width.applyAsInt(lines.get(end)));
        end++;
      }
      for (int i = start; i < end; i++) {
        widest[i] = max;
      }
      start = Math.max(end, start + 1);
    }
    return widest;
  }

  /** Characters as a reader sees them; a letter with its accents is one. */
  private static int columns(String text) {
    if (text.chars().allMatch(c -> c < 0x80)) {
      return text.length();
    }
    BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
    characters.setText(text);
    int count = 0;
    while (characters.next() != BreakIterator.DONE) {
      count++;
    }
    return count;
  }
}
