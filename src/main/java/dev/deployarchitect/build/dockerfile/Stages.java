package dev.deployarchitect.build.dockerfile;

import dev.deployarchitect.syntax.shell.Word;
import dev.deployarchitect.text.Problem;
import dev.deployarchitect.text.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Groups instructions into stages and links those that build on each other. */
final class Stages {
  private Stages() {}

  static Dockerfile of(
      Source source,
      Map<String, String> directives,
      List<Instruction> instructions,
      List<Problem> problems) {
    List<Instruction> global = new ArrayList<>();
    List<Stage> stages = new ArrayList<>();
    Instruction from = null;
    List<Instruction> body = new ArrayList<>();
    for (Instruction instruction : instructions) {
      if (instruction.is("FROM")) {
        if (from != null) {
          stages.add(stage(from, body, stages));
        }
        from = instruction;
        body = new ArrayList<>();
      } else if (from == null) {
        global.add(instruction);
        if (!instruction.is("ARG")) {
          problems.add(
              new Problem(
                  instruction.keywordSpan(),
                  instruction.keyword() + " stands before the first FROM; only ARG may"));
        }
      } else {
        body.add(instruction);
      }
    }
    if (from != null) {
      stages.add(stage(from, body, stages));
    } else {
      problems.add(new Problem(source.span(0, 0), "no FROM: this is no Dockerfile"));
    }
    return new Dockerfile(
        source, directives, List.copyOf(global), List.copyOf(stages), List.copyOf(problems));
  }

  private static Stage stage(Instruction from, List<Instruction> body, List<Stage> before) {
    List<Word> words = from.words();
    String base = words.isEmpty() ? "" : words.getFirst().text();
    boolean named = words.size() >= 3 && words.get(1).text().equalsIgnoreCase("as");
    String name = named ? words.get(2).text() : "";
    Optional<Stage> parent =
        before.stream()
            .filter(s -> !s.name().isEmpty() && s.name().equalsIgnoreCase(base))
            .reduce((a, b) -> b);
    return new Stage(
        before.size(),
        name,
        from,
        base,
        words.isEmpty() ? from.keywordSpan() : words.getFirst().span(),
        parent,
        List.copyOf(body));
  }
}
