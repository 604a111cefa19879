package dev.deployarchitect.syntax.sql;

import dev.deployarchitect.text.Span;
import java.util.Locale;

/** One token of PostgreSQL's lexical structure (manual, chapter 4.1). */
public record SqlToken(Kind kind, Span span) {

  /** What a token is. */
  public enum Kind {
    WORD,
    QUOTED_NAME,
    STRING,
    NUMBER,
    SYMBOL
  }

  public String text() {
    return span.text();
  }

  /** Whether this is the unquoted word {@code keyword}, in any case. */
  public boolean is(String keyword) {
    return kind == Kind.QUOTED_NAME ? false : text().equalsIgnoreCase(keyword);
  }

  public boolean isName() {
    return kind == Kind.WORD || kind == Kind.QUOTED_NAME;
  }

  /** The name as PostgreSQL folds it: quoted as written, unquoted in lower case. */
  public String name() {
    String text = text();
    return kind == Kind.QUOTED_NAME
        ? text.substring(1, Math.max(1, text.length() - 1)).replace("\"\"", "\"")
        : text.toLowerCase(Locale.ROOT);
  }
}
