package dev.deployarchitect.finding;

import dev.deployarchitect.text.Span;
import dev.deployarchitect.text.TextEdit;
import java.util.List;

/**
 * Text edits that mend a finding.
 *
 * @param safe whether the meaning stays the same but for the fault
 */
public record Fix(String title, boolean safe, List<TextEdit> edits) {

  public static Fix safe(String title, Span span, String replacement) {
    return new Fix(title, true, List.of(new TextEdit(span, replacement)));
  }

  public static Fix unsafe(String title, Span span, String replacement) {
    return new Fix(title, false, List.of(new TextEdit(span, replacement)));
  }
}
