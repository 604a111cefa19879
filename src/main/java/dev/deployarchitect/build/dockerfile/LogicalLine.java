package dev.deployarchitect.build.dockerfile;

import dev.deployarchitect.build.dockerfile.Instruction.Layout;
import dev.deployarchitect.text.MappedText;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.text.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * An instruction's lines joined: continuations, and the comments and empty lines between them, are
 * left out of the text and kept in the layout.
 *
 * @param next the first line (from 1) that is not part of it
 */
record LogicalLine(MappedText text, Span span, Layout layout, int next) {

  /** Reads from {@code line} on, which holds more than white space. */
  static LogicalLine read(Source source, int line, char escape) {
    Span first = source.lineSpan(line);
    int start = first.start() + indent(first.text());
    MappedText.Builder builder = new MappedText.Builder(source);
    List<Span> continuations = new ArrayList<>();
    List<Span> comments = new ArrayList<>();
    List<Span> blanks = new ArrayList<>();
    int from = start;
    int end = start;
    int at = line;
    boolean continued = true;
    while (continued && at <= source.lineCount()) {
      Span span = source.lineSpan(at);
      String text = span.text();
      boolean inside = at > line;
      if (inside && text.isBlank()) {
        if (at < source.lineCount()) {
          blanks.add(span);
        }
      } else if (inside && text.stripLeading().startsWith("#")) {
        comments.add(source.span(span.start() + indent(text), span.end()));
      } else {
        from = inside ? span.start() : start;
        int mark = continuation(source.text(), from, span.end(), escape);
        continued = mark >= 0;
        int stop = continued ? mark : stripped(source.text(), from, span.end());
        builder.copy(from, stop);
        if (continued) {
          continuations.add(source.span(mark, mark + 1));
        }
        end = continued ? mark + 1 : stop;
      }
      at++;
    }
    return new LogicalLine(
        builder.build(end),
        source.span(start, end),
        new Layout(List.copyOf(continuations), List.copyOf(comments), List.copyOf(blanks)),
        at);
  }

  private static int indent(String text) {
    return text.length() - text.stripLeading().length();
  }

  private static int stripped(String text, int from, int end) {
    int stop = end;
    while (stop > from && Character.isWhitespace(text.charAt(stop - 1))) {
      stop--;
    }
    return stop;
  }

  /** Where the escape character ends the line; -1 when it does not, or is itself escaped. */
  private static int continuation(String text, int from, int end, char escape) {
    int mark = stripped(text, from, end) - 1;
    boolean escapes = mark >= from && text.charAt(mark) == escape;
    boolean escaped = escapes && mark > from && text.charAt(mark - 1) == escape;
    return escapes && !escaped ? mark : -1;
  }
}
