package dev.deployarchitect.finding;

import dev.deployarchitect.text.Source;
import java.util.regex.Pattern;

/** Which lines of a text a comment in it can speak for. Read once, for all comments of a text. */
final class CommentedLines {
  private static final Pattern DIRECTIVE =
      Pattern.compile("(?i)#\\s*+(syntax|escape|check)\\s*+=.*");
  private static final Pattern STAGE_START = Pattern.compile("(?i)\\s*+FROM\\s.*");

  private final Source source;

  /** By line: the first at or behind it that holds more than a comment. */
  private final int[] code;

  /** By line: the first at or behind it that starts a stage. */
  private final int[] stage;

  private final int directives;

  CommentedLines(Source source) {
    this.source = source;
    int count = source.lineCount();
    this.code = new int[count + 2];
    this.stage = new int[count + 2];
    code[count + 1] = count + 1;
    stage[count + 1] = count + 1;
    for (int line = count; line >= 1; line--) {
      String text = source.lineText(line);
      boolean passed = line < count && (text.isBlank() || isComment(text.strip()));
      code[line] = passed ? code[line + 1] : line;
      stage[line] = STAGE_START.matcher(text).matches() ? line : stage[line + 1];
    }
    int line = 1;
    while (line <= count && DIRECTIVE.matcher(source.lineText(line)).matches()) {
      line++;
    }
    this.directives = line - 1;
  }

  private static boolean isComment(String text) {
    return text.startsWith("#") || text.startsWith("--") || text.startsWith("//");
  }

  /** Whether only parser directives stand before a line. */
  boolean isDirectivePlace(int line) {
    return line - 1 <= directives;
  }

  /** The line itself if it holds code, else the next that does. */
  int nextCode(int line) {
    String text = source.lineText(line).strip();
    if (!isComment(text) && !text.startsWith("/*")) {
      return line;
    }
    return code[line + 1];
  }

  /** The last line before the stage after the one that a comment on this line belongs to. */
  int stageEnd(int line) {
    int begin = Math.min(nextCode(line), source.lineCount());
    int from = stage[begin] == begin ? begin + 1 : line + 1;
    return stage[from] - 1;
  }
}
