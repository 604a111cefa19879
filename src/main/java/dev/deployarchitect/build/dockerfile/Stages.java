package dev.deployarchitect.build.dockerfile;

import dev.deployarchitect.syntax.shell.Word;
import dev.deployarchitect.text.MappedText;
import dev.deployarchitect.text.Problem;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.text.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Groups instructions into stages and links those that build on each other. */
final class Stages {
  private final List<Stage> stages = new ArrayList<>();
  private final Map<String, Stage> byName = new HashMap<>();
  private final Map<String, Stage> first = new HashMap<>();

  private Stages() {}

  static Dockerfile of(
      Source source,
      List<Dockerfile.Directive> directives,
      List<Span> comments,
      List<Instruction> instructions,
      List<Span> unread,
      List<Problem> problems) {
    List<Instruction> global = new ArrayList<>();
    Stages stages = new Stages();
    boolean whole = instructions.stream().anyMatch(i -> i.is("FROM"));
    Instruction from =
        whole || instructions.isEmpty() ? null : fragment(source, instructions.getFirst());
    List<Instruction> body = new ArrayList<>();
    for (Instruction instruction : instructions) {
      if (instruction.is("FROM")) {
        if (from != null) {
          stages.add(from, body);
        }
        from = instruction;
        body = new ArrayList<>();
      } else if (from == null && instruction.is("ARG")) {
        global.add(instruction);
      } else {
        if (from == null) {
          problems.add(
              new Problem(
                  instruction.keywordSpan(),
                  instruction.keyword() + " stands before the first FROM; only ARG may"));
          from = fragment(source, instruction);
        }
        body.add(instruction);
      }
    }
    if (from != null) {
      stages.add(from, body);
    }
    if (!whole) {
      problems.add(
          new Problem(
              source.span(0, 0), "no FROM: nothing can be built of this, it is a part at most"));
    }
    return new Dockerfile(
        source,
        directives,
        comments,
        List.copyOf(global),
        List.copyOf(stages.stages),
        Map.copyOf(stages.first),
        unread,
        List.copyOf(problems));
  }

  /** Stands for the FROM that a fragment lacks, so that its instructions are still read. */
  private static Instruction fragment(Source source, Instruction first) {
    Span nowhere = source.span(first.span().start(), first.span().start());
    return new Instruction(
        "FROM",
        nowhere,
        nowhere,
        new Instruction.Layout(List.of(), List.of(), List.of()),
        List.of(),
        MappedText.of(nowhere),
        List.of(),
        false,
        List.of(),
        ShellForm.NONE,
        Optional.empty());
  }

  private void add(Instruction from, List<Instruction> body) {
    List<Word> words = from.words();
    String base = words.isEmpty() ? "" : words.getFirst().text();
    boolean named = words.size() >= 3 && words.get(1).text().equalsIgnoreCase("as");
    String name = named ? words.get(2).text() : "";
    Stage stage =
        new Stage(
            stages.size(),
            name,
            from,
            base,
            words.isEmpty() ? from.keywordSpan() : words.getFirst().span(),
            Optional.ofNullable(byName.get(base.toLowerCase(Locale.ROOT))),
            List.copyOf(body));
    stages.add(stage);
    if (!name.isEmpty()) {
      byName.put(name.toLowerCase(Locale.ROOT), stage);
      first.putIfAbsent(name.toLowerCase(Locale.ROOT), stage);
    }
  }
}
