package dev.deployarchitect.build.dockerfile;

import dev.deployarchitect.build.dockerfile.Instruction.Flag;
import dev.deployarchitect.build.dockerfile.Instruction.Heredoc;
import dev.deployarchitect.build.dockerfile.Instruction.Layout;
import dev.deployarchitect.syntax.shell.ShellScript;
import dev.deployarchitect.syntax.shell.Word;
import dev.deployarchitect.text.MappedText;
import dev.deployarchitect.text.Problem;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads instructions one by one, and remembers which shell the later ones meet. */
final class InstructionReader {
  static final Set<String> KEYWORDS =
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
  private static final Set<String> COMMANDS = Set.of("RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK");
  private static final Set<String> JSON =
      Set.of("RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK", "SHELL", "VOLUME", "COPY", "ADD");
  private static final Layout FLAT = new Layout(List.of(), List.of(), List.of());

  private final Source source;
  private final char escape;
  private final List<Problem> problems;
  private final ShellInUse shells;
  private final List<Instruction> instructions = new ArrayList<>();
  private final List<Span> unread = new ArrayList<>();

  InstructionReader(Source source, char escape, List<Problem> problems) {
    this.source = source;
    this.escape = escape;
    this.problems = problems;
    this.shells = new ShellInUse(source, escape);
  }

  List<Instruction> instructions() {
    return List.copyOf(instructions);
  }

  List<Span> unread() {
    return List.copyOf(unread);
  }

  /** Reads the instruction on {@code line} (from 1); returns the first line behind it. */
  int read(int line) {
    LogicalLine logical = LogicalLine.read(source, line, escape);
    MappedText text = logical.text();
    int bom = text.text().startsWith("\uFEFF") ? 1 : 0;
    HeredocReader heredocs = new HeredocReader(source, logical.next(), problems);
    Optional<Instruction> read =
        instruction(text, bom, logical.span(), logical.layout(), heredocs, false);
    if (read.isPresent()) {
      instructions.add(read.get());
    } else {
      for (int one = line; one < logical.next(); one++) {
        Span span = source.lineSpan(one);
        unread.add(source.span(Math.max(span.start(), logical.span().start()), span.end()));
      }
    }
    return heredocs.next();
  }

  private Optional<Instruction> instruction(
      MappedText text, int from, Span span, Layout layout, HeredocReader heredocs, boolean nested) {
    int start = FlagReader.skipSpace(text.text(), from);
    int end = start;
    while (end < text.text().length() && !Character.isWhitespace(text.text().charAt(end))) {
      end++;
    }
    Span keyword = text.span(start, end);
    String name = text.text().substring(start, end).toUpperCase(Locale.ROOT);
    if (!KEYWORDS.contains(name)) {
      problems.add(
          new Problem(
              keyword,
              name.isEmpty()
                  ? "an instruction is missing"
                  : Keywords.unknown(text.text().substring(start, end))));
      return Optional.empty();
    }
    if (name.equals("ONBUILD")) {
      return Optional.of(onbuild(text, end, keyword, span, layout, heredocs, nested));
    }
    List<Flag> flags = new ArrayList<>();
    int at = FlagReader.read(text, end, flags);
    FlagReader.check(name, flags, problems);
    MappedText body = text.slice(at, text.text().length());
    MappedText arguments = name.equals("HEALTHCHECK") ? healthcheck(body) : body;
    List<Word> json = JSON.contains(name) ? WordReader.json(arguments) : null;
    boolean split = name.equals("COPY") || name.equals("ADD");
    List<Word> words =
        json != null
            ? json
            : split ? WordReader.split(arguments) : WordReader.words(arguments, escape);
    List<Heredoc> documents =
        json == null && Set.of("RUN", "COPY", "ADD").contains(name)
            ? heredocs.read(words)
            : List.of();
    shells.meet(name, words);
    boolean posix = COMMANDS.contains(name) && (shells.isPosix() || json != null);
    ShellScript shell =
        posix ? ShellForm.read(arguments, words, json != null, documents) : ShellForm.NONE;
    Span whole = documents.isEmpty() ? span : span.to(documents.getLast().end());
    Instruction instruction =
        new Instruction(
            name,
            keyword,
            whole,
            layout,
            List.copyOf(flags),
            body,
            arguments == body ? words : healthcheckWords(body, words),
            json != null,
            documents,
            shell,
            Optional.empty());
    Grammar.check(instruction, problems);
    return Optional.of(instruction);
  }

  private Instruction onbuild(
      MappedText text,
      int from,
      Span keyword,
      Span span,
      Layout layout,
      HeredocReader heredocs,
      boolean nested) {
    MappedText body = text.slice(from, text.text().length());
    int start = FlagReader.skipSpace(body.text(), 0);
    Optional<Instruction> trigger = Optional.empty();
    if (start == body.text().length()) {
      problems.add(new Problem(keyword, "ONBUILD needs an instruction"));
    } else if (!nested) {
      // What may not stand behind ONBUILD is the rule's to say (build/onbuild-trigger).
      Span rest = body.span(start, body.text().length());
      trigger = instruction(body, start, rest, FLAT, heredocs, true);
    }
    Span whole = trigger.map(t -> span.to(t.span())).orElse(span);
    return new Instruction(
        "ONBUILD",
        keyword,
        whole,
        layout,
        List.of(),
        body,
        WordReader.words(body, escape),
        false,
        List.of(),
        ShellForm.NONE,
        trigger);
  }

  /** What stands behind CMD, or all of it. */
  private static MappedText healthcheck(MappedText body) {
    boolean command = body.text().regionMatches(true, 0, "CMD", 0, 3);
    return command ? body.slice(3, body.text().length()) : body;
  }

  private static List<Word> healthcheckWords(MappedText body, List<Word> words) {
    List<Word> all = new ArrayList<>();
    all.add(new Word(body.span(0, 3), "CMD", false, false));
    all.addAll(words);
    return List.copyOf(all);
  }
}
