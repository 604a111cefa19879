package dev.deployarchitect.build.dockerfile;

import dev.deployarchitect.build.dockerfile.Instruction.Flag;
import dev.deployarchitect.build.dockerfile.Instruction.Heredoc;
import dev.deployarchitect.syntax.shell.Word;
import dev.deployarchitect.text.MappedText;
import dev.deployarchitect.text.Problem;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads Dockerfile syntax 1 (docs.docker.com/reference/dockerfile). Never throws: what it does not
 * know becomes a problem at its place, and reading goes on with the next line.
 */
public final class DockerfileReader {
  private static final Set<String> KEYWORDS =
      Set.of(
          "ADD",
          "ARG",
          "CMD",
          "COPY",
          "ENTRYPOINT",
          "ENV",
          "EXPOSE",
          "FROM",
          "HEALTHCHECK",
          "LABEL",
          "MAINTAINER",
          "ONBUILD",
          "RUN",
          "SHELL",
          "STOPSIGNAL",
          "USER",
          "VOLUME",
          "WORKDIR");
  private static final Pattern DIRECTIVE =
      Pattern.compile("^#\\s*(syntax|escape|check)\\s*=\\s*(.+?)\\s*$", Pattern.CASE_INSENSITIVE);
  private static final Pattern HEREDOC =
      Pattern.compile("(?<!<)<<(-?)([\"']?)([A-Za-z_][\\w.]*)\\2");
  private static final Pattern FLAG = Pattern.compile("\\G--([a-z][a-z-]*)(?:=(\\S*))?(?=\\s|$)");

  private final Source source;
  private final List<Instruction> instructions = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final Map<String, String> directives = new TreeMap<>();
  private char escape = '\\';
  private int line = 1;

  private DockerfileReader(Source source) {
    this.source = source;
  }

  public static Dockerfile read(Source source) {
    DockerfileReader reader = new DockerfileReader(source);
    reader.directives();
    while (reader.line <= source.lineCount()) {
      reader.next();
    }
    return Stages.of(source, reader.directives, reader.instructions, reader.problems);
  }

  private void directives() {
    while (line <= source.lineCount()) {
      Matcher matcher = DIRECTIVE.matcher(source.lineText(line));
      if (!matcher.find()) {
        return;
      }
      String name = matcher.group(1).toLowerCase(Locale.ROOT);
      directives.put(name, matcher.group(2));
      if (name.equals("escape") && matcher.group(2).equals("`")) {
        escape = '`';
      }
      line++;
    }
  }

  private void next() {
    String text = source.lineText(line).strip();
    if (text.isEmpty() || text.startsWith("#")) {
      line++;
      return;
    }
    Span first = source.lineSpan(line);
    int start = first.start() + first.text().length() - first.text().stripLeading().length();
    MappedText.Builder builder = new MappedText.Builder(source);
    int end = logicalLine(builder, start);
    MappedText logical = builder.build(end);
    instruction(logical, start, end);
  }

  /** Copies an instruction's lines up to the first that is not continued; returns its end. */
  private int logicalLine(MappedText.Builder builder, int start) {
    int from = start;
    while (true) {
      Span span = source.lineSpan(line);
      String code = source.text().substring(from, span.end());
      String stripped = code.stripTrailing();
      line++;
      boolean continued = stripped.endsWith(String.valueOf(escape));
      if (!continued || line > source.lineCount()) {
        int end = from + (continued ? stripped.length() - 1 : stripped.length());
        builder.copy(from, end);
        return span.end();
      }
      builder.copy(from, from + stripped.length() - 1);
      while (line <= source.lineCount() && skippable(source.lineText(line).strip())) {
        line++;
      }
      if (line > source.lineCount()) {
        return span.end();
      }
      from = source.lineStart(line);
    }
  }

  /** Comments, and empty lines (which BuildKit still allows with a warning), do not end it. */
  private static boolean skippable(String text) {
    return text.isEmpty() || text.startsWith("#");
  }

  private void instruction(MappedText logical, int start, int end) {
    Matcher keyword = Pattern.compile("\\S+").matcher(logical.text());
    if (!keyword.find()) {
      return;
    }
    Span keywordSpan = logical.span(keyword.start(), keyword.end());
    String name = keyword.group().toUpperCase(Locale.ROOT);
    int at = keyword.end();
    if (!KEYWORDS.contains(name)) {
      problems.add(new Problem(keywordSpan, "unknown instruction " + keyword.group()));
      return;
    }
    if (name.equals("ONBUILD")) {
      Span inner = logical.span(at, logical.text().length());
      instructions.add(
          new Instruction(
              name,
              keywordSpan,
              source.span(start, end),
              List.of(),
              logical.slice(at, logical.text().length()),
              WordReader.words(inner),
              false,
              List.of()));
      return;
    }
    List<Flag> flags = new ArrayList<>();
    at = flags(logical, at, flags);
    MappedText body = logical.slice(at, logical.text().length());
    if (body.text().isBlank()) {
      problems.add(new Problem(keywordSpan, name + " needs an argument"));
    }
    List<Heredoc> heredocs =
        Set.of("RUN", "COPY", "ADD").contains(name) ? heredocs(body) : List.of();
    int last = heredocs.isEmpty() ? end : source.lineSpan(line - 1).end();
    List<Word> json = WordReader.json(body);
    boolean isJson = json != null && !Set.of("ENV", "LABEL", "ARG", "USER").contains(name);
    List<Word> words = isJson ? json : WordReader.words(body, escape);
    instructions.add(
        new Instruction(
            name,
            keywordSpan,
            source.span(start, Math.max(end, last)),
            List.copyOf(flags),
            body,
            words,
            isJson,
            heredocs));
  }

  private int flags(MappedText logical, int from, List<Flag> flags) {
    int at = skipSpace(logical.text(), from);
    Matcher matcher = FLAG.matcher(logical.text());
    while (matcher.find(at) && matcher.start() == at) {
      String value = matcher.group(2) == null ? "" : matcher.group(2);
      flags.add(new Flag(matcher.group(1), value, logical.span(at, matcher.end())));
      at = skipSpace(logical.text(), matcher.end());
    }
    return at;
  }

  private static int skipSpace(String text, int from) {
    int at = from;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private List<Heredoc> heredocs(MappedText body) {
    List<Heredoc> found = new ArrayList<>();
    Matcher matcher = HEREDOC.matcher(body.text());
    while (matcher.find()) {
      int bodyStart = source.lineStart(line);
      String delimiter = matcher.group(3);
      boolean tabs = matcher.group(1).equals("-");
      int bodyEnd = -1;
      while (line <= source.lineCount() && bodyEnd < 0) {
        String text = source.lineText(line);
        String candidate = tabs ? text.replaceFirst("^\t+", "") : text;
        if (candidate.equals(delimiter)) {
          bodyEnd = source.lineStart(line);
        }
        line++;
      }
      if (bodyEnd < 0) {
        Span at = body.span(matcher.start(), matcher.end());
        problems.add(new Problem(at, "no line ends this heredoc with " + delimiter));
        bodyEnd = source.length();
      }
      found.add(new Heredoc(delimiter, source.span(bodyStart, bodyEnd)));
    }
    return List.copyOf(found);
  }
}
