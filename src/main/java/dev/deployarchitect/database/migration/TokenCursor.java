package dev.deployarchitect.database.migration;

import dev.deployarchitect.syntax.sql.SqlToken;
import dev.deployarchitect.text.Span;
import java.util.List;

/** Walks the tokens of a statement. */
final class TokenCursor {
  private final List<SqlToken> tokens;
  private int at;

  TokenCursor(List<SqlToken> tokens) {
    this.tokens = tokens;
  }

  boolean done() {
    return at >= tokens.size();
  }

  /** Steps over {@code words} if they come next. */
  boolean accept(String... words) {
    if (at + words.length > tokens.size()) {
      return false;
    }
    for (int i = 0; i < words.length; i++) {
      if (!tokens.get(at + i).is(words[i])) {
        return false;
      }
    }
    at += words.length;
    return true;
  }

  /** A name, its schema left out; empty if none comes next. */
  String name() {
    if (done() || !tokens.get(at).isName()) {
      return "";
    }
    String name = tokens.get(at++).name();
    while (at + 1 < tokens.size() && tokens.get(at).is(".") && tokens.get(at + 1).isName()) {
      name = tokens.get(at + 1).name();
      at += 2;
    }
    return name;
  }

  void skip() {
    at++;
  }

  /** Steps over a parenthesised group if one comes next. */
  void skipGroup() {
    if (done() || !tokens.get(at).is("(")) {
      return;
    }
    int depth = 0;
    do {
      depth += tokens.get(at).is("(") ? 1 : tokens.get(at).is(")") ? -1 : 0;
      at++;
    } while (!done() && depth > 0);
  }

  /** The tokens up to the next comma outside parentheses, which is stepped over. */
  List<SqlToken> clause() {
    int start = at;
    int depth = 0;
    while (!done()) {
      SqlToken token = tokens.get(at);
      if (token.is(",") && depth == 0) {
        List<SqlToken> clause = tokens.subList(start, at);
        at++;
        return clause;
      }
      depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
      at++;
    }
    return tokens.subList(start, at);
  }

  List<SqlToken> rest() {
    return tokens.subList(Math.min(at, tokens.size()), tokens.size());
  }

  static Span span(List<SqlToken> tokens) {
    return tokens.getFirst().span().to(tokens.getLast().span());
  }
}
