package dev.deployarchitect.syntax.hcl;

import dev.deployarchitect.text.Span;

/** One token of HCL2 native syntax (hashicorp/hcl, hclsyntax/spec.md). */
public record HclToken(Kind kind, Span span) {

  /** What a token is. */
  public enum Kind {
    NAME,
    NUMBER,
    STRING,
    HEREDOC,
    SYMBOL,
    COMMENT,
    NEWLINE
  }

  public String text() {
    return span.text();
  }

  public boolean is(String symbol) {
    return (kind == Kind.SYMBOL || kind == Kind.NAME) && text().equals(symbol);
  }

  /** A quoted string without its quotes; anything else as written. */
  public String unquoted() {
    String text = text();
    return kind == Kind.STRING && text.length() >= 2 ? text.substring(1, text.length() - 1) : text;
  }
}
