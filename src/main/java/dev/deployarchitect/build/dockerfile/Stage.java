package dev.deployarchitect.build.dockerfile;

import dev.deployarchitect.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A build stage. Two stages are equal only when they are the same one: comparing their contents
 * would walk the whole lineage.
 *
 * @param name as written behind {@code AS}, or empty
 * @param base the image or stage it starts from, as written
 * @param parent the stage it starts from, where {@code base} names one
 * @param instructions without the FROM
 */
public record Stage(
    int index,
    String name,
    Instruction from,
    String base,
    Span baseSpan,
    Optional<Stage> parent,
    List<Instruction> instructions) {
  private static final int DEEPEST = 100;

  /** Whether this is a fragment without a FROM, as people paste them. */
  public boolean isFragment() {
    return from.keywordSpan().start() == from.keywordSpan().end();
  }

  public Stream<Instruction> withFrom() {
    return isFragment()
        ? instructions.stream()
        : Stream.concat(Stream.of(from), instructions.stream());
  }

  public Stream<Instruction> all(String... keywords) {
    return instructions.stream().filter(i -> i.is(keywords));
  }

  /** The RUN instructions, those behind ONBUILD too. */
  public Stream<Instruction> runs() {
    return instructions.stream().map(Instruction::action).filter(i -> i.is("RUN"));
  }

  public Optional<Instruction> last(String keyword) {
    return all(keyword).reduce((a, b) -> b);
  }

  /** The last {@code keyword} of this stage or, where it has none, of the stage it builds on. */
  public Optional<Instruction> effective(String keyword) {
    return lineage().stream().flatMap(s -> s.last(keyword).stream()).findFirst();
  }

  /** This stage and those it builds on, nearest first; no deeper than anyone builds by hand. */
  public List<Stage> lineage() {
    List<Stage> stages = new ArrayList<>();
    for (Optional<Stage> s = Optional.of(this);
        s.isPresent() && stages.size() < DEEPEST;
        s = s.get().parent()) {
      stages.add(s.get());
    }
    return stages;
  }

  /** The image at the root of the stage's lineage, as written. */
  public String rootImage() {
    return lineage().getLast().base();
  }

  /** Whether the stage's base is {@code scratch} or built on it. */
  public boolean fromScratch() {
    return rootImage().equals("scratch");
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  @Override
  public String toString() {
    return "stage %d %s from %s".formatted(index, name, base);
  }
}
