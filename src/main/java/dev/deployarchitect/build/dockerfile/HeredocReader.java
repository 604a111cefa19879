package dev.deployarchitect.build.dockerfile;

import dev.deployarchitect.build.dockerfile.Instruction.Heredoc;
import dev.deployarchitect.syntax.shell.Word;
import dev.deployarchitect.text.Problem;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The here-documents that a RUN, COPY or ADD announces, one after the other behind its line. */
final class HeredocReader {
  /** A whole word of the form {@code <<EOF}, {@code <<-"EOF"} or {@code 3<<EOF}. */
  private static final Pattern MARKER = Pattern.compile("\\d*<<(-?)([^<\\s]+)");

  private final Source source;
  private final List<Problem> problems;
  private int line;

  /** Reads from {@code line} (from 1) on. */
  HeredocReader(Source source, int line, List<Problem> problems) {
    this.source = source;
    this.line = line;
    this.problems = problems;
  }

  /** The first line behind the last here-document. */
  int next() {
    return line;
  }

  List<Heredoc> read(List<Word> words) {
    List<Heredoc> found = new ArrayList<>();
    for (Word word : words) {
      Matcher marker = MARKER.matcher(word.span().text());
      if (marker.matches()) {
        found.add(read(word, marker.group(2), marker.group(1).equals("-")));
      }
    }
    return List.copyOf(found);
  }

  private Heredoc read(Word word, String written, boolean tabs) {
    String delimiter = written.replaceAll("[\"'\\\\]", "");
    boolean expands = delimiter.equals(written);
    int start = source.lineStart(line);
    while (line <= source.lineCount()) {
      Span span = source.lineSpan(line++);
      String text = tabs ? span.text().replaceFirst("^\t+", "") : span.text();
      if (text.equals(delimiter)) {
        return new Heredoc(delimiter, source.span(start, span.start()), expands, span);
      }
    }
    problems.add(new Problem(word.span(), "no line ends this here-document with " + delimiter));
    Span end = source.span(source.length(), source.length());
    return new Heredoc(delimiter, source.span(start, source.length()), expands, end);
  }
}
