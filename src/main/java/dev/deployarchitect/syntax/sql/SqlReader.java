package dev.deployarchitect.syntax.sql;

import dev.deployarchitect.interrupt.Interruption;
import dev.deployarchitect.text.Problem;
import dev.deployarchitect.text.Source;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits a script into statements by PostgreSQL's lexical rules: nested comments, dollar quotes,
 * escape strings. An unclosed quote becomes a problem and runs to the end.
 */
public final class SqlReader {
  /** The statements of a script, and what could not be read. */
  public record Script(Source source, List<SqlStatement> statements, List<Problem> problems) {}

  private final Source source;
  private final String text;
  private final List<SqlStatement> statements = new ArrayList<>();
  private final List<SqlToken> tokens = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private int at;
  private int depth;

  private SqlReader(Source source) {
    this.source = source;
    this.text = source.text();
  }

  public static Script read(Source source) {
    SqlReader reader = new SqlReader(source);
    reader.run();
    return new Script(source, List.copyOf(reader.statements), List.copyOf(reader.problems));
  }

  private void run() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (Character.isWhitespace(c) || c == '\uFEFF') {
        at++;
      } else if (text.startsWith("--", at)) {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (text.startsWith("/*", at)) {
        blockComment();
      } else if (c == ';' && depth == 0) {
        endStatement();
        at++;
      } else {
        token(c);
      }
    }
    endStatement();
  }

  private void endStatement() {
    Interruption.check();
    if (!tokens.isEmpty()) {
      statements.add(
          new SqlStatement(
              tokens.getFirst().span().to(tokens.getLast().span()), List.copyOf(tokens)));
    }
    tokens.clear();
    depth = 0;
  }

  private void blockComment() {
    int start = at;
    int nesting = 0;
    do {
      if (text.startsWith("/*", at)) {
        nesting++;
        at += 2;
      } else if (text.startsWith("*/", at)) {
        nesting--;
        at += 2;
      } else {
        at++;
      }
    } while (nesting > 0 && at < text.length());
    if (nesting > 0) {
      at = text.length();
      problems.add(new Problem(source.span(start, start + 2), "this comment is never closed"));
    }
  }

  private void token(char c) {
    int start = at;
    if (c == '\'') {
      string(false);
      add(SqlToken.Kind.STRING, start);
    } else if ((c == 'e' || c == 'E') && at + 1 < text.length() && text.charAt(at + 1) == '\'') {
      at++;
      string(true);
      add(SqlToken.Kind.STRING, start);
    } else if (c == '"') {
      close('"', start);
      add(SqlToken.Kind.QUOTED_NAME, start);
    } else if (c == '$' && dollarQuoted()) {
      add(SqlToken.Kind.STRING, start);
    } else if (Character.isLetter(c) || c == '_') {
      while (at < text.length() && isWordPart(text.charAt(at))) {
        at++;
      }
      add(SqlToken.Kind.WORD, start);
    } else if (Character.isDigit(c)) {
      while (at < text.length()
          && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '.')) {
        at++;
      }
      add(SqlToken.Kind.NUMBER, start);
    } else {
      depth += c == '(' ? 1 : c == ')' && depth > 0 ? -1 : 0;
      at++;
      add(SqlToken.Kind.SYMBOL, start);
    }
  }

  private static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$';
  }

  private void string(boolean escapes) {
    int start = at++;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (escapes && c == '\\') {
        at += 2;
      } else if (c == '\'' && at + 1 < text.length() && text.charAt(at + 1) == '\'') {
        at += 2;
      } else if (c == '\'') {
        at++;
        return;
      } else {
        at++;
      }
    }
    unclosed(start);
  }

  private void close(char quote, int start) {
    int end = text.indexOf(quote, at + 1);
    while (end >= 0 && end + 1 < text.length() && text.charAt(end + 1) == quote) {
      end = text.indexOf(quote, end + 2);
    }
    if (end < 0) {
      unclosed(start);
    } else {
      at = end + 1;
    }
  }

  private boolean dollarQuoted() {
    int end = text.indexOf('$', at + 1);
    if (end < 0 || !text.substring(at + 1, end).matches("([A-Za-z_][A-Za-z0-9_]*)?")) {
      return false;
    }
    String tag = text.substring(at, end + 1);
    int close = text.indexOf(tag, end + 1);
    if (close < 0) {
      unclosed(at);
    } else {
      at = close + tag.length();
    }
    return true;
  }

  private void unclosed(int start) {
    problems.add(new Problem(source.span(start, start + 1), "this quote is never closed"));
    at = text.length();
  }

  private void add(SqlToken.Kind kind, int start) {
    at = Math.min(at, text.length());
    tokens.add(new SqlToken(kind, source.span(start, at)));
  }
}
