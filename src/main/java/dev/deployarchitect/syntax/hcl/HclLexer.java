package dev.deployarchitect.syntax.hcl;

import dev.deployarchitect.text.Problem;
import dev.deployarchitect.text.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts HCL into tokens; a template string is one token with its interpolations inside. */
public final class HclLexer {
  private static final Pattern HEREDOC = Pattern.compile("<<-?([A-Za-z_][\\w-]*)\\r?\\n");
  private static final List<String> PAIRS =
      List.of("...", "=>", "==", "!=", ">=", "<=", "&&", "||", "::");

  private final Source source;
  private final String text;
  private final List<HclToken> tokens = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final int limit;
  private int at;

  private HclLexer(Source source, int from, int to) {
    this.source = source;
    this.text = source.text();
    this.at = from;
    this.limit = to;
  }

  /** Tokens and what could not be cut. */
  public record Tokens(List<HclToken> tokens, List<Problem> problems) {}

  public static Tokens lex(Source source) {
    return lex(source, 0, source.length());
  }

  /** The tokens of a part, such as what stands in an interpolation. */
  static Tokens lex(Source source, int from, int to) {
    HclLexer lexer = new HclLexer(source, from, to);
    lexer.run();
    return new Tokens(List.copyOf(lexer.tokens), List.copyOf(lexer.problems));
  }

  private void run() {
    Matcher heredoc = HEREDOC.matcher(text);
    while (at < limit) {
      char c = text.charAt(at);
      int start = at;
      if (c == '\n') {
        at++;
        add(HclToken.Kind.NEWLINE, start);
      } else if (Character.isWhitespace(c) || c == '\uFEFF') {
        at++;
      } else if (c == '#' || text.startsWith("//", at)) {
        int end = text.indexOf('\n', at);
        at = end < 0 ? limit : Math.min(limit, end);
        add(HclToken.Kind.COMMENT, start);
      } else if (text.startsWith("/*", at)) {
        int end = text.indexOf("*/", at + 2);
        at = end < 0 ? limit : Math.min(limit, end + 2);
        add(HclToken.Kind.COMMENT, start);
      } else if (c == '"') {
        string();
        add(HclToken.Kind.STRING, start);
      } else if (heredoc.region(at, limit).lookingAt()) {
        heredoc(heredoc.group(1), heredoc.end());
        add(HclToken.Kind.HEREDOC, start);
      } else if (Character.isLetter(c) || c == '_') {
        while (at < limit && isNamePart(text.charAt(at))) {
          at++;
        }
        add(HclToken.Kind.NAME, start);
      } else if (Character.isDigit(c)) {
        number();
        add(HclToken.Kind.NUMBER, start);
      } else {
        at +=
            PAIRS.stream()
                .filter(p -> text.startsWith(p, start))
                .mapToInt(String::length)
                .findFirst()
                .orElse(1);
        add(HclToken.Kind.SYMBOL, start);
      }
    }
  }

  private static boolean isNamePart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-';
  }

  private void number() {
    // After a dot a number is an index, as in list.0.name: it takes no fraction.
    boolean index = !tokens.isEmpty() && tokens.getLast().is(".");
    while (at < limit && (Character.isDigit(text.charAt(at)) || (!index && fraction()))) {
      at++;
    }
  }

  private boolean fraction() {
    char c = text.charAt(at);
    char before = text.charAt(at - 1);
    boolean digitNext = at + 1 < limit && Character.isDigit(text.charAt(at + 1));
    boolean exponent = (c == 'e' || c == 'E') && Character.isDigit(before);
    boolean sign = (c == '+' || c == '-') && (before == 'e' || before == 'E') && digitNext;
    return exponent || sign || (c == '.' && digitNext);
  }

  /** A quoted template; strings inside its interpolations nest. */
  private void string() {
    int start = at;
    OptionalInt end = HclScan.afterString(text, start, limit);
    if (end.isPresent()) {
      at = end.getAsInt();
      return;
    }
    int line = text.indexOf('\n', start);
    at = line < 0 || line > limit ? limit : line;
    problems.add(new Problem(source.span(start, start + 1), "this string is never closed"));
  }

  private void heredoc(String delimiter, int bodyStart) {
    int start = at;
    at = bodyStart;
    while (at < limit) {
      int end = text.indexOf('\n', at);
      String line = text.substring(at, end < 0 ? limit : end);
      if (line.strip().equals(delimiter)) {
        at += line.stripTrailing().length();
        return;
      }
      at = end < 0 ? limit : end + 1;
    }
    problems.add(
        new Problem(source.span(start, start + 2), "no line ends this heredoc with " + delimiter));
  }

  private void add(HclToken.Kind kind, int start) {
    tokens.add(new HclToken(kind, source.span(start, at)));
  }
}
