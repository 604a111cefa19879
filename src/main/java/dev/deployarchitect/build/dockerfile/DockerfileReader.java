package dev.deployarchitect.build.dockerfile;

import dev.deployarchitect.interrupt.Interruption;
import dev.deployarchitect.text.Problem;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads Dockerfile syntax 1 (docs.docker.com/reference/dockerfile) as BuildKit does. Never throws:
 * what it does not know becomes a problem at its place, and reading goes on with the next line.
 */
public final class DockerfileReader {
  private DockerfileReader() {}

  public static Dockerfile read(Source source) {
    List<Problem> problems = new ArrayList<>();
    DirectiveReader directives = DirectiveReader.read(source, problems);
    InstructionReader reader = new InstructionReader(source, directives.escape(), problems);
    List<Span> comments = new ArrayList<>();
    int line = 1;
    Set<Integer> directiveLines =
        directives.directives().stream().map(d -> d.span().line()).collect(Collectors.toSet());
    while (line <= source.lineCount()) {
      Interruption.check();
      Span span = source.lineSpan(line);
      String text = span.text();
      if (line == 1 && text.startsWith("\uFEFF")) {
        span = source.span(span.start() + 1, span.end());
        text = span.text();
      }
      int indent = text.length() - text.stripLeading().length();
      if (text.isBlank()) {
        line++;
      } else if (text.charAt(indent) == '#') {
        if (!directiveLines.contains(line)) {
          comments.add(source.span(span.start() + indent, span.end()));
        }
        line++;
      } else {
        line = reader.read(line);
      }
    }
    return Stages.of(
        source,
        directives.directives(),
        List.copyOf(comments),
        reader.instructions(),
        reader.unread(),
        problems);
  }
}
