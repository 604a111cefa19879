package dev.deployarchitect.syntax.code;

/** What parsing a file gives. */
public sealed interface Parsed {
  record Tree(SyntaxTree tree) implements Parsed {}

  /** There is no tree; {@code why} is one sentence. */
  record None(String why) implements Parsed {}
}
