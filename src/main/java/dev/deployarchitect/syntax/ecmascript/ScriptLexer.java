package dev.deployarchitect.syntax.ecmascript;

import dev.deployarchitect.text.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Cuts JavaScript and TypeScript into tokens; never fails, an open string runs to its line's end.
 */
final class ScriptLexer {
  private static final Set<String> BEFORE_REGEX =
      Set.of("return", "typeof", "case", "in", "of", "delete", "void", "throw");

  private final Source source;
  private final String text;
  private final List<ScriptToken> tokens = new ArrayList<>();
  private int at;

  ScriptLexer(Source source) {
    this.source = source;
    this.text = source.text();
  }

  List<ScriptToken> lex() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (Character.isWhitespace(c)) {
        at++;
      } else if (text.startsWith("//", at)) {
        skipTo("\n");
      } else if (text.startsWith("/*", at)) {
        skipTo("*/");
      } else if (c == '"' || c == '\'') {
        string(c);
      } else if (c == '`') {
        template();
      } else if (Character.isJavaIdentifierStart(c)) {
        name();
      } else if (Character.isDigit(c)) {
        number();
      } else if (c == '/' && startsRegex()) {
        regex();
      } else {
        add(ScriptToken.Kind.SYMBOL, at, at + 1, String.valueOf(c));
        at++;
      }
    }
    return tokens;
  }

  private void skipTo(String end) {
    int found = text.indexOf(end, at + 2);
    at = found < 0 ? text.length() : found + end.length();
  }

  private void string(char quote) {
    int start = at++;
    StringBuilder content = new StringBuilder();
    while (at < text.length() && text.charAt(at) != quote && text.charAt(at) != '\n') {
      if (text.charAt(at) == '\\' && at + 1 < text.length()) {
        at++;
      }
      content.append(text.charAt(at++));
    }
    at = Math.min(at + 1, text.length());
    add(ScriptToken.Kind.STRING, start, at, content.toString());
  }

  private void template() {
    int start = at++;
    int depth = 0;
    while (at < text.length() && (depth > 0 || text.charAt(at) != '`')) {
      char c = text.charAt(at);
      if (c == '\\') {
        at++;
      } else if (text.startsWith("${", at)) {
        depth++;
        at++;
      } else if (c == '}' && depth > 0) {
        depth--;
      }
      at++;
    }
    at = Math.min(at + 1, text.length());
    int contentEnd = Math.max(start + 1, at - 1);
    add(ScriptToken.Kind.TEMPLATE, start, at, text.substring(start + 1, contentEnd));
  }

  private void name() {
    int start = at;
    while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) {
      at++;
    }
    add(ScriptToken.Kind.NAME, start, at, text.substring(start, at));
  }

  private void number() {
    int start = at;
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || "._".indexOf(text.charAt(at)) >= 0)) {
      at++;
    }
    add(ScriptToken.Kind.NUMBER, start, at, text.substring(start, at));
  }

  private boolean startsRegex() {
    if (tokens.isEmpty()) {
      return true;
    }
    ScriptToken last = tokens.getLast();
    return switch (last.kind()) {
      case NAME -> BEFORE_REGEX.contains(last.text());
      case SYMBOL ->
          !last.text().equals(")") && !last.text().equals("]") && !last.text().equals("}");
      default -> false;
    };
  }

  private void regex() {
    boolean inClass = false;
    at++;
    while (at < text.length() && text.charAt(at) != '\n') {
      char c = text.charAt(at);
      if (c == '\\') {
        at++;
      } else if (c == '[') {
        inClass = true;
      } else if (c == ']') {
        inClass = false;
      } else if (c == '/' && !inClass) {
        break;
      }
      at++;
    }
    at++;
  }

  private void add(ScriptToken.Kind kind, int start, int end, String content) {
    tokens.add(new ScriptToken(kind, source.span(start, end), content));
  }
}
