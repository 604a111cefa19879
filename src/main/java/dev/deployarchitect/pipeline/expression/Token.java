package dev.deployarchitect.pipeline.expression;

import dev.deployarchitect.text.Span;

/** A piece of an expression. */
record Token(Kind kind, String text, Span span) {
  enum Kind {
    NAME,
    STRING,
    NUMBER,
    SYMBOL,
    END
  }

  boolean is(String symbol) {
    return kind == Kind.SYMBOL && text.equals(symbol);
  }
}
