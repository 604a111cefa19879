package dev.deployarchitect.syntax.hcl;

import dev.deployarchitect.text.Problem;
import dev.deployarchitect.text.Source;
import java.util.ArrayList;
import java.util.List;
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
  private int at;

  private HclLexer(Source source) {
    this.source = source;
    this.text = source.text();
  }

  /** Tokens and what could not be cut. */
  public record Tokens(List<HclToken> tokens, List<Problem> problems) {}

  public static Tokens lex(Source source) {
    HclLexer lexer = new HclLexer(source);
    lexer.run();
    return new Tokens(List.copyOf(lexer.tokens), List.copyOf(lexer.problems));
  }

  private void run() {
    Matcher heredoc = HEREDOC.matcher(text);
    while (at < text.length()) {
      char c = text.charAt(at);
      int start = at;
      if (c == '\n') {
        at++;
        add(HclToken.Kind.NEWLINE, start);
      } else if (Character.isWhitespace(c) || c == '\uFEFF') {
        at++;
      } else if (c == '#' || text.startsWith("//", at)) {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
        add(HclToken.Kind.COMMENT, start);
      } else if (text.startsWith("/*", at)) {
        int end = text.indexOf("*/", at + 2);
        at = end < 0 ? text.length() : end + 2;
        add(HclToken.Kind.COMMENT, start);
      } else if (c == '"') {
        string();
        add(HclToken.Kind.STRING, start);
      } else if (heredoc.region(at, text.length()).lookingAt()) {
        heredoc(heredoc.group(1), heredoc.end());
        add(HclToken.Kind.HEREDOC, start);
      } else if (Character.isLetter(c) || c == '_') {
        while (at < text.length() && isNamePart(text.charAt(at))) {
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
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at))
            || (text.charAt(at) == '.'
                && at + 1 < text.length()
                && Character.isDigit(text.charAt(at + 1))))) {
      at++;
    }
  }

  /** A quoted template; strings inside its interpolations nest. */
  private void string() {
    int start = at++;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\\') {
        at += 2;
      } else if (text.startsWith("$${", at) || text.startsWith("%%{", at)) {
        at += 3;
      } else if (text.startsWith("${", at) || text.startsWith("%{", at)) {
        interpolation();
      } else if (c == '"') {
        at++;
        return;
      } else if (c == '\n') {
        break;
      } else {
        at++;
      }
    }
    at = Math.min(at, text.length());
    problems.add(new Problem(source.span(start, start + 1), "this string is never closed"));
  }

  private void interpolation() {
    int depth = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '"') {
        string();
        continue;
      }
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      at++;
      if (c == '}' && depth == 0) {
        return;
      }
    }
  }

  private void heredoc(String delimiter, int bodyStart) {
    int start = at;
    at = bodyStart;
    while (at < text.length()) {
      int end = text.indexOf('\n', at);
      String line = text.substring(at, end < 0 ? text.length() : end);
      if (line.strip().equals(delimiter)) {
        at += line.stripTrailing().length();
        return;
      }
      at = end < 0 ? text.length() : end + 1;
    }
    problems.add(
        new Problem(source.span(start, start + 2), "no line ends this heredoc with " + delimiter));
  }

  private void add(HclToken.Kind kind, int start) {
    tokens.add(new HclToken(kind, source.span(start, at)));
  }
}
