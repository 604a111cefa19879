package dev.deployarchitect.build.dockerfile;

import dev.deployarchitect.text.Span;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A build stage.
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

  public Stream<Instruction> all(String... keywords) {
    return instructions.stream().filter(i -> i.is(keywords));
  }

  public Optional<Instruction> last(String keyword) {
    return all(keyword).reduce((a, b) -> b);
  }

  /** The last {@code keyword} of this stage or, where it has none, of the stage it builds on. */
  public Optional<Instruction> effective(String keyword) {
    return last(keyword).or(() -> parent.flatMap(p -> p.effective(keyword)));
  }

  /** This stage and those it builds on, nearest first. */
  public Stream<Stage> lineage() {
    return Stream.iterate(Optional.of(this), Optional::isPresent, s -> s.get().parent())
        .map(Optional::get);
  }

  /** The image at the root of the stage's lineage, as written. */
  public String rootImage() {
    return parent.map(Stage::rootImage).orElse(base);
  }

  /** Whether the stage's base is {@code scratch} or built on it. */
  public boolean fromScratch() {
    return rootImage().equals("scratch");
  }
}
