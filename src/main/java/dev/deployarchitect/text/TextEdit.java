package dev.deployarchitect.text;

import java.util.Comparator;
import java.util.List;

/** Replaces one span by a text. */
public record TextEdit(Span span, String replacement) {

  /**
   * Applies edits of one source, from last to first.
   *
   * @throws IllegalArgumentException when two edits overlap
   */
  public static String apply(String text, List<TextEdit> edits) {
    List<TextEdit> ordered =
        edits.stream()
            .sorted(Comparator.comparingInt((TextEdit e) -> e.span().start()).reversed())
            .toList();
    StringBuilder out = new StringBuilder(text);
    int limit = Integer.MAX_VALUE;
    for (TextEdit edit : ordered) {
      if (edit.span().end() > limit) {
        throw new IllegalArgumentException("overlapping edits at " + edit.span().place());
      }
      out.replace(edit.span().start(), edit.span().end(), edit.replacement());
      limit = edit.span().start();
    }
    return out.toString();
  }
}
