package dev.deployarchitect.build.dockerfile;

import dev.deployarchitect.text.Problem;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.text.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Dockerfile as read.
 *
 * @param comments whole-line comments outside of instructions, directives left out
 * @param global ARGs before the first FROM
 * @param byName the first stage of each name, in lower case
 * @param unread lines that no instruction could be made of
 */
public record Dockerfile(
    Source source,
    List<Directive> directives,
    List<Span> comments,
    List<Instruction> global,
    List<Stage> stages,
    Map<String, Stage> byName,
    List<Span> unread,
    List<Problem> problems) {
  private static final Pattern INDEX = Pattern.compile("\\d{1,6}");

  /** A parser directive: {@code syntax}, {@code escape} or {@code check}, in lower case. */
  public record Directive(String name, String value, Span span) {}

  /** All instructions in order, FROMs included. */
  public Stream<Instruction> instructions() {
    return Stream.concat(global.stream(), stages.stream().flatMap(Stage::withFrom));
  }

  /** What the instructions do, those behind ONBUILD too. */
  public Stream<Instruction> actions() {
    return instructions().map(Instruction::action);
  }

  /** The RUN instructions, those behind ONBUILD too. */
  public Stream<Instruction> runs() {
    return actions().filter(i -> i.is("RUN"));
  }

  public Optional<Directive> directive(String name) {
    return directives.stream().filter(d -> d.name().equals(name)).findFirst();
  }

  /** The stage that becomes the image. */
  public Optional<Stage> last() {
    return stages.isEmpty() ? Optional.empty() : Optional.of(stages.getLast());
  }

  /** The stage that {@code --from} names, by name or index. */
  public Optional<Stage> stage(String reference) {
    Stage named = byName.get(reference.toLowerCase(Locale.ROOT));
    if (named == null && INDEX.matcher(reference).matches()) {
      int index = Integer.parseInt(reference);
      return index < stages.size() ? Optional.of(stages.get(index)) : Optional.empty();
    }
    return Optional.ofNullable(named);
  }

  /** The value of a global ARG with a default, references to earlier ones replaced. */
  public Optional<String> globalArg(String name) {
    return Optional.ofNullable(globalArgs().get(name));
  }

  private Map<String, String> globalArgs() {
    return Variables.defaults(global);
  }

  /** A base image with global ARGs filled in, as far as they have defaults. */
  public String expand(String image) {
    if (image.indexOf('$') < 0) {
      return image;
    }
    Map<String, String> known = globalArgs();
    return Variables.expand(image, name -> Optional.ofNullable(known.get(name)));
  }

  /**
   * Every token in order. What stands between two of them is white space, or the brackets and
   * commas of a JSON array: nothing of the file is lost.
   */
  public List<Span> tokens() {
    List<Span> spans = new ArrayList<>(comments);
    spans.addAll(unread);
    directives.forEach(d -> spans.add(d.span()));
    instructions().filter(i -> !i.keywordSpan().text().isEmpty()).forEach(i -> tokens(i, spans));
    spans.removeIf(s -> s.start() == s.end());
    spans.sort(Comparator.comparingInt(Span::start).thenComparingInt(s -> -s.end()));
    // A word that goes on in the next line holds its continuation, and a comment between.
    List<Span> outer = new ArrayList<>();
    for (Span span : spans) {
      if (outer.isEmpty() || span.start() >= outer.getLast().end()) {
        outer.add(span);
      }
    }
    return List.copyOf(outer);
  }

  private static void tokens(Instruction instruction, List<Span> into) {
    into.add(instruction.keywordSpan());
    into.addAll(instruction.layout().comments());
    into.addAll(instruction.layout().continuations());
    instruction.flags().forEach(f -> into.add(f.span()));
    if (instruction.trigger().isPresent()) {
      tokens(instruction.trigger().get(), into);
    } else {
      instruction.words().forEach(w -> into.add(w.span()));
    }
    for (Instruction.Heredoc heredoc : instruction.heredocs()) {
      into.add(heredoc.body());
      into.add(heredoc.end());
    }
  }
}
