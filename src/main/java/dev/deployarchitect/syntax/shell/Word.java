package dev.deployarchitect.syntax.shell;

import dev.deployarchitect.text.Span;

/**
 * One shell word.
 *
 * @param text the word with its quotes removed, expansions left as written
 * @param quoted whether any part stood in quotes
 * @param expands whether it holds a variable or command substitution outside single quotes
 */
public record Word(Span span, String text, boolean quoted, boolean expands) {

  public boolean isFlag() {
    return text.startsWith("-") && text.length() > 1;
  }
}
