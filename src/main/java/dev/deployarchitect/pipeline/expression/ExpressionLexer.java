package dev.deployarchitect.pipeline.expression;

import dev.deployarchitect.text.MappedText;
import dev.deployarchitect.text.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts an expression into tokens; what is none is a problem and passed over. */
final class ExpressionLexer {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s+"
              + "|(?<name>[A-Za-z_][\\w-]*)"
              + "|(?<string>'(?:[^']|'')*')"
              + "|(?<number>[-+]?(?:0x[0-9a-fA-F]+|0o[0-7]+|(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?)(?![\\w.]))"
              + "|(?<symbol>&&|\\|\\||==|!=|<=|>=|[<>!().,*\\[\\]])");

  private ExpressionLexer() {}

  static List<Token> lex(MappedText text, List<Problem> problems) {
    List<Token> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(text.text());
    int at = 0;
    while (at < text.text().length()) {
      matcher.region(at, text.text().length());
      if (!matcher.lookingAt()) {
        problems.add(new Problem(text.span(at, at + 1), unknown(text.text(), at)));
        break;
      }
      add(matcher, text, tokens);
      at = matcher.end();
    }
    int end = text.text().length();
    tokens.add(new Token(Token.Kind.END, "", text.span(end, end)));
    return tokens;
  }

  private static void add(Matcher matcher, MappedText text, List<Token> tokens) {
    for (Token.Kind kind :
        List.of(Token.Kind.NAME, Token.Kind.STRING, Token.Kind.NUMBER, Token.Kind.SYMBOL)) {
      String found = matcher.group(kind.name().toLowerCase(java.util.Locale.ROOT));
      if (found != null) {
        String value =
            kind == Token.Kind.STRING
                ? found.substring(1, found.length() - 1).replace("''", "'")
                : found;
        tokens.add(new Token(kind, value, text.span(matcher.start(), matcher.end())));
      }
    }
  }

  private static String unknown(String text, int at) {
    char c = text.charAt(at);
    return switch (c) {
      case '"' -> "a string in an expression stands between single quotes";
      case '\'' -> "this string has no end; a quote inside is written twice";
      case '=' -> "'=' is no operator; equality is '=='";
      case '&', '|' -> "'%c' is no operator; write it twice".formatted(c);
      case '+', '-', '/', '%' -> "expressions have no arithmetic: '%c' is no operator".formatted(c);
      default ->
          Character.isDigit(c)
              ? "this is no number"
              : "'%c' means nothing in an expression".formatted(c);
    };
  }
}
