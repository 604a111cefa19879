package dev.deployarchitect.syntax.shell;

import dev.deployarchitect.text.MappedText;
import java.util.ArrayList;
import java.util.List;

/** Cuts shell text into words and operators. Never fails: an open quote runs to the end. */
final class ShellLexer {
  sealed interface Token {
    record Plain(Word word, int start, int end) implements Token {}

    record Operator(String text) implements Token {}
  }

  private static final List<String> OPERATORS =
      List.of("&&", "||", ";;", "|&", ">>", ">&", "<&", "&>", "<<<", "\n", ";", "|", "&", "(", ")");

  private final MappedText mapped;
  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private final List<MappedText> substitutions = new ArrayList<>();
  private final List<String> heredocs = new ArrayList<>();
  private int at;

  ShellLexer(MappedText mapped) {
    this.mapped = mapped;
    this.text = mapped.text();
  }

  /** The texts inside {@code $( )} and backticks, to be read as scripts of their own. */
  List<MappedText> substitutions() {
    return substitutions;
  }

  List<Token> lex() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\\' && at + 1 < text.length() && text.charAt(at + 1) == '\n') {
        at += 2;
      } else if (c == '\n') {
        tokens.add(new Token.Operator("\n"));
        at++;
        skipHeredocs();
      } else if (Character.isWhitespace(c)) {
        at++;
      } else if (c == '#') {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (!operator() && !redirect()) {
        word();
      }
    }
    return tokens;
  }

  private boolean operator() {
    for (String operator : OPERATORS) {
      boolean redirecting = operator.contains("<") || operator.contains(">");
      if (!redirecting && text.startsWith(operator, at) && !text.startsWith("&>", at)) {
        tokens.add(new Token.Operator(operator));
        at += operator.length();
        return true;
      }
    }
    return false;
  }

  private boolean redirect() {
    int i = at;
    while (i < text.length() && Character.isDigit(text.charAt(i))) {
      i++;
    }
    if (i < text.length() && text.startsWith("&>", i)) {
      i++;
    }
    if (i >= text.length() || (text.charAt(i) != '<' && text.charAt(i) != '>')) {
      return false;
    }
    if (text.startsWith("<(", i) || text.startsWith(">(", i)) {
      return false;
    }
    boolean heredoc = text.startsWith("<<", i) && !text.startsWith("<<<", i);
    while (i < text.length() && "<>&|-".indexOf(text.charAt(i)) >= 0) {
      i++;
    }
    tokens.add(new Token.Operator(">"));
    at = i;
    if (heredoc) {
      while (at < text.length() && text.charAt(at) == ' ') {
        at++;
      }
      heredocs.add(peekWord());
    }
    return true;
  }

  private String peekWord() {
    int end = at;
    while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    return text.substring(at, end).replaceAll("[\"'\\\\;)&|]", "");
  }

  private void skipHeredocs() {
    for (String delimiter : heredocs) {
      while (at < text.length()) {
        int end = text.indexOf('\n', at);
        String line = text.substring(at, end < 0 ? text.length() : end);
        at = end < 0 ? text.length() : end + 1;
        if (line.strip().equals(delimiter)) {
          break;
        }
      }
    }
    heredocs.clear();
  }

  private void word() {
    int start = at;
    StringBuilder plain = new StringBuilder();
    boolean quoted = false;
    boolean expands = false;
    while (at < text.length() && !endsWord(text.charAt(at))) {
      char c = text.charAt(at);
      if (c == '\'') {
        quoted = true;
        int end = text.indexOf('\'', at + 1);
        end = end < 0 ? text.length() : end;
        plain.append(text, at + 1, end);
        at = Math.min(end + 1, text.length());
      } else if (c == '"') {
        quoted = true;
        expands |= doubleQuoted(plain);
      } else if (c == '\\' && at + 1 < text.length()) {
        if (text.charAt(at + 1) != '\n') {
          plain.append(text.charAt(at + 1));
        }
        at += 2;
      } else if (c == '$' || c == '`') {
        expands = true;
        expansion(plain);
      } else {
        plain.append(c);
        at++;
      }
    }
    if (at == start) {
      at++;
      return;
    }
    Word word = new Word(mapped.span(start, at), plain.toString(), quoted, expands);
    tokens.add(new Token.Plain(word, start, at));
  }

  private static boolean endsWord(char c) {
    return Character.isWhitespace(c) || ";|&()<>".indexOf(c) >= 0;
  }

  private boolean doubleQuoted(StringBuilder plain) {
    boolean expands = false;
    at++;
    while (at < text.length() && text.charAt(at) != '"') {
      char c = text.charAt(at);
      if (c == '\\' && at + 1 < text.length()) {
        plain.append(text.charAt(at + 1));
        at += 2;
      } else if (c == '$' || c == '`') {
        expands = true;
        expansion(plain);
      } else {
        plain.append(c);
        at++;
      }
    }
    at = Math.min(at + 1, text.length());
    return expands;
  }

  /** Copies {@code $X}, <code>${…}</code>, {@code $(…)} or a backtick span as written. */
  private void expansion(StringBuilder plain) {
    int start = at;
    if (text.startsWith("$(", at)) {
      at = balanced(at + 1, '(', ')');
      if (!text.startsWith("$((", start)) {
        substitutions.add(mapped.slice(start + 2, Math.max(start + 2, at - 1)));
      }
    } else if (text.startsWith("${", at)) {
      at = balanced(at + 1, '{', '}');
    } else if (text.charAt(at) == '`') {
      int end = text.indexOf('`', at + 1);
      at = end < 0 ? text.length() : end + 1;
      substitutions.add(mapped.slice(start + 1, Math.max(start + 1, at - 1)));
    } else {
      at++;
    }
    plain.append(text, start, at);
  }

  private int balanced(int open, char left, char right) {
    int depth = 0;
    for (int i = open; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '\'' && left == '(') {
        int end = text.indexOf('\'', i + 1);
        i = end < 0 ? i : end;
      } else if (c == left) {
        depth++;
      } else if (c == right && --depth == 0) {
        return i + 1;
      }
    }
    return text.length();
  }
}
