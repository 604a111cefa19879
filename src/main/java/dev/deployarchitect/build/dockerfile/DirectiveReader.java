package dev.deployarchitect.build.dockerfile;

import dev.deployarchitect.text.Problem;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parser directives: {@code # name=value} on the first lines, before anything else. */
final class DirectiveReader {
  private static final Pattern DIRECTIVE =
      Pattern.compile("^#\\s*(syntax|escape|check)\\s*=\\s*(.+?)\\s*$", Pattern.CASE_INSENSITIVE);

  private final List<Dockerfile.Directive> directives = new ArrayList<>();
  private char escape = '\\';
  private int next = 1;

  static DirectiveReader read(Source source, List<Problem> problems) {
    DirectiveReader reader = new DirectiveReader();
    if (source.lineText(1).startsWith("#!")) {
      reader.next = 2;
    }
    while (reader.next <= source.lineCount()) {
      Span line = source.lineSpan(reader.next);
      int bom = reader.next == 1 && line.text().startsWith("\uFEFF") ? 1 : 0;
      Matcher matcher = DIRECTIVE.matcher(line.text().substring(bom));
      if (!matcher.find()) {
        break;
      }
      Span span = source.span(line.start() + bom, line.end());
      reader.add(matcher.group(1).toLowerCase(Locale.ROOT), matcher.group(2), span, problems);
      reader.next++;
    }
    if (source.lineText(1).startsWith("#!")) {
      reader.next = reader.directives.isEmpty() ? 1 : reader.next;
    }
    return reader;
  }

  private void add(String name, String value, Span span, List<Problem> problems) {
    if (directives.stream().anyMatch(d -> d.name().equals(name))) {
      problems.add(new Problem(span, "the directive %s is given twice".formatted(name)));
    }
    if (name.equals("escape")) {
      if (value.equals("`") || value.equals("\\")) {
        escape = value.charAt(0);
      } else {
        problems.add(new Problem(span, "escape is a backslash or a backtick"));
      }
    }
    directives.add(new Dockerfile.Directive(name, value, span));
  }

  List<Dockerfile.Directive> directives() {
    return List.copyOf(directives);
  }

  char escape() {
    return escape;
  }

  /** The first line (from 1) behind the directives. */
  int next() {
    return next;
  }
}
