package dev.deployarchitect.pipeline.workflow;

import dev.deployarchitect.syntax.node.Node;
import dev.deployarchitect.text.MappedText;
import dev.deployarchitect.text.Span;
import java.util.ArrayList;
import java.util.List;

/** The text of a YAML scalar as it means, each character with its place, and its expressions. */
public final class ScalarText {
  private ScalarText() {}

  /** The text without quotes; a doubled or escaped quote is one. */
  public static MappedText of(Node.Scalar scalar) {
    Span content = scalar.content();
    String text = content.source().text();
    boolean quoted = scalar.style() == Node.Style.QUOTED;
    boolean single = quoted && text.charAt(scalar.span().start()) == '\'';
    MappedText.Builder builder = new MappedText.Builder(content.source());
    for (int i = content.start(); i < content.end(); i++) {
      boolean doubled = i + 1 < content.end();
      char c = text.charAt(i);
      boolean escapes =
          doubled
              && (single
                  ? c == '\'' && text.charAt(i + 1) == '\''
                  : quoted && c == '\\' && "\"\\/".indexOf(text.charAt(i + 1)) >= 0);
      if (escapes) {
        i++;
      }
      builder.copy(i, i + 1);
    }
    return builder.build(content.end());
  }

  /** Whether the value is one expression and nothing else, not even a line's end. */
  public static boolean isWhole(Node.Scalar scalar) {
    String text = scalar.text();
    return text.startsWith("${{") && text.endsWith("}}") && text.lastIndexOf("${{") == 0;
  }

  /**
   * One <code>${{ }}</code>.
   *
   * @param inside what stands between the braces
   * @param closed whether it has an end
   */
  public record Braces(int start, int end, MappedText inside, boolean closed) {}

  /** The expressions in a text, in order; quotes are respected, so that braces in them are text. */
  public static List<Braces> braces(MappedText text) {
    List<Braces> found = new ArrayList<>();
    String all = text.text();
    int start = all.indexOf("${{");
    while (start >= 0) {
      int end = start + 3;
      boolean string = false;
      while (end < all.length() && (string || !all.startsWith("}}", end))) {
        string ^= all.charAt(end) == '\'';
        end++;
      }
      boolean closed = end < all.length();
      int stop = Math.min(end, all.length());
      found.add(
          new Braces(start, Math.min(end + 2, all.length()), text.slice(start + 3, stop), closed));
      start = closed ? all.indexOf("${{", end + 2) : -1;
    }
    return found;
  }
}
