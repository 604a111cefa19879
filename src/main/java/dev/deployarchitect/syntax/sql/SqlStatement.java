package dev.deployarchitect.syntax.sql;

import dev.deployarchitect.text.Span;
import java.util.List;

/** The tokens of one statement, without its semicolon; comments are left out. */
public record SqlStatement(Span span, List<SqlToken> tokens) {

  /** Whether the statement begins with these words. */
  public boolean startsWith(String... words) {
    if (tokens.size() < words.length) {
      return false;
    }
    for (int i = 0; i < words.length; i++) {
      if (!tokens.get(i).is(words[i])) {
        return false;
      }
    }
    return true;
  }

  /** Whether these words stand beside each other anywhere outside nested parentheses or within. */
  public boolean contains(String... words) {
    for (int i = 0; i + words.length <= tokens.size(); i++) {
      int k = 0;
      while (k < words.length && tokens.get(i + k).is(words[k])) {
        k++;
      }
      if (k == words.length) {
        return true;
      }
    }
    return false;
  }

  /** Whether {@code word} stands outside all parentheses: a subquery's words are not its own. */
  public boolean containsItself(String word) {
    int depth = 0;
    for (SqlToken token : tokens) {
      if (depth == 0 && token.is(word)) {
        return true;
      }
      depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
    }
    return false;
  }
}
