package dev.deployarchitect.syntax.ecmascript;

import dev.deployarchitect.text.Span;

/** One token; for a string, {@code text} is its content without quotes. */
public record ScriptToken(Kind kind, Span span, String text) {

  /** What a token is. */
  public enum Kind {
    NAME,
    STRING,
    TEMPLATE,
    NUMBER,
    SYMBOL
  }

  public boolean is(String symbolOrName) {
    return (kind == Kind.NAME || kind == Kind.SYMBOL) && text.equals(symbolOrName);
  }
}
