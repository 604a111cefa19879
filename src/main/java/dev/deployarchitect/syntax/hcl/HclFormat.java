package dev.deployarchitect.syntax.hcl;

import dev.deployarchitect.text.Source;
import java.util.ArrayList;
import java.util.List;

/**
 * Prints HCL as {@code terraform fmt} does: two spaces a level, {@code =} aligned in runs of
 * single-line attributes, trailing comments aligned. Measured against terraform's own output in
 * development; the rules are those of hclwrite's format.go, in our words.
 */
public final class HclFormat {
  private HclFormat() {}

  private record Line(int indent, String lead, String assign, String comment) {}

  public static String format(String text) {
    List<List<HclToken>> lines = lines(new Source("", text));
    List<Line> laid = new ArrayList<>();
    int depth = 0;
    for (List<HclToken> line : lines) {
      int closers = leadingClosers(line);
      laid.add(cells(line, Math.max(0, depth - closers)));
      depth = Math.max(0, depth + change(line));
    }
    return print(laid);
  }

  private static List<List<HclToken>> lines(Source source) {
    List<List<HclToken>> lines = new ArrayList<>();
    List<HclToken> line = new ArrayList<>();
    for (HclToken token : HclLexer.lex(source).tokens()) {
      if (token.kind() == HclToken.Kind.NEWLINE) {
        lines.add(line);
        line = new ArrayList<>();
      } else {
        line.add(token);
      }
    }
    if (!line.isEmpty()) {
      lines.add(line);
    }
    return lines;
  }

  private static int leadingClosers(List<HclToken> line) {
    int count = 0;
    for (HclToken token : line) {
      if (bracket(token) >= 0) {
        break;
      }
      count++;
    }
    // One level however many brackets close: "})" stands where the line that opened both stands.
    return Math.min(count, Math.max(0, -change(line)));
  }

  private static int change(List<HclToken> line) {
    int sum = line.stream().mapToInt(HclFormat::bracket).sum();
    // hclwrite indents by at most one level a line: "f({" opens one level, "})" closes one.
    return Math.clamp(sum, -1, 1);
  }

  private static int bracket(HclToken token) {
    if (token.is("{") || token.is("[") || token.is("(")) {
      return 1;
    }
    return token.is("}") || token.is("]") || token.is(")") ? -1 : 0;
  }

  private static Line cells(List<HclToken> line, int indent) {
    List<HclToken> code = new ArrayList<>(line);
    String comment = "";
    if (code.size() > 1 && code.getLast().kind() == HclToken.Kind.COMMENT) {
      comment = code.removeLast().text();
    }
    int equals = -1;
    for (int i = 1; i < code.size() && equals < 0; i++) {
      equals = code.get(i).is("=") ? i : -1;
    }
    boolean whole =
        equals > 0
            && code.subList(equals, code.size()).stream().mapToInt(HclFormat::bracket).sum() == 0;
    if (whole) {
      return new Line(
          indent, join(code.subList(0, equals)), join(code.subList(equals, code.size())), comment);
    }
    return new Line(indent, join(code), "", comment);
  }

  private static String join(List<HclToken> tokens) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < tokens.size(); i++) {
      if (i > 0 && spaced(tokens, i)) {
        out.append(' ');
      }
      out.append(tokens.get(i).text().stripTrailing());
    }
    return out.toString();
  }

  private static boolean spaced(List<HclToken> tokens, int i) {
    HclToken before = tokens.get(i - 1);
    HclToken token = tokens.get(i);
    if (token.is(",") || token.is(".") || before.is(".") || token.is("...") || before.is("!")) {
      return false;
    }
    if (before.is("(") || token.is(")") || before.is("[") || token.is("]")) {
      return false;
    }
    if (before.is("{") && token.is("}")) {
      return false;
    }
    boolean call = token.is("(") && before.kind() == HclToken.Kind.NAME;
    boolean index =
        token.is("[")
            && (before.kind() == HclToken.Kind.NAME || before.is("]") || before.is(")"))
            && !before.is("in");
    boolean colon = token.is("::") || before.is("::");
    boolean negative =
        before.is("-")
            && (i == 1 || tokens.get(i - 2).kind() == HclToken.Kind.SYMBOL)
            && !(i > 1 && (tokens.get(i - 2).is(")") || tokens.get(i - 2).is("]")));
    return !call && !index && !colon && !negative;
  }

  private static String print(List<Line> lines) {
    StringBuilder out = new StringBuilder();
    int i = 0;
    while (i < lines.size()) {
      int end = i;
      while (end < lines.size() && !lines.get(end).assign().isEmpty()) {
        end++;
      }
      if (end == i) {
        out.append(text(lines.get(i), 0)).append('\n');
        i++;
        continue;
      }
      int width = lines.subList(i, end).stream().mapToInt(l -> l.lead().length()).max().orElse(0);
      for (Line line : lines.subList(i, end)) {
        out.append(text(line, width)).append('\n');
      }
      i = end;
    }
    return alignComments(out.toString(), lines);
  }

  private static String text(Line line, int width) {
    if (line.lead().isEmpty()) {
      return "";
    }
    String code =
        line.assign().isEmpty()
            ? line.lead()
            : line.lead() + " ".repeat(width - line.lead().length() + 1) + line.assign();
    return "  ".repeat(line.indent()) + code;
  }

  private static String alignComments(String printed, List<Line> lines) {
    if (lines.stream().allMatch(l -> l.comment().isEmpty())) {
      return printed;
    }
    List<String> blocks = new ArrayList<>();
    int from = 0;
    for (Line line : lines) {
      int newlines =
          (int) line.lead().chars().filter(c -> c == '\n').count()
              + (int) line.assign().chars().filter(c -> c == '\n').count();
      int end = from;
      for (int n = 0; n <= newlines; n++) {
        end = printed.indexOf('\n', end) + 1;
      }
      blocks.add(printed.substring(from, end - 1));
      from = end;
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      out.append(blocks.get(i));
      if (!lines.get(i).comment().isEmpty()) {
        int first = i;
        int last = i;
        while (first > 0 && !lines.get(first - 1).comment().isEmpty()) {
          first--;
        }
        while (last + 1 < lines.size() && !lines.get(last + 1).comment().isEmpty()) {
          last++;
        }
        int width =
            blocks.subList(first, last + 1).stream().mapToInt(String::length).max().orElse(0);
        out.append(" ".repeat(width - blocks.get(i).length() + 1)).append(lines.get(i).comment());
      }
      out.append('\n');
    }
    return out.toString();
  }
}
