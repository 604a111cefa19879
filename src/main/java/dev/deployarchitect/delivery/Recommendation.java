package dev.deployarchitect.delivery;

import java.util.ArrayList;
import java.util.List;

/**
 * The spec's deliverable: six parts, none optional. A part that does not apply says why.
 *
 * @param files paths of the artifacts it hands over
 * @param guide the steps, in order
 */
public record Recommendation(
    String title,
    String why,
    List<String> files,
    List<String> guide,
    Part cost,
    Part benchmark,
    Part rollback,
    Part monitoring) {

  /** The headings of the six parts, in the spec's order. */
  public static final List<String> HEADINGS =
      List.of(
          "Files and scripts",
          "Step-by-step guide",
          "Cost and trade-offs",
          "Benchmark and expected improvement",
          "Rollback and recovery",
          "Monitoring queries and alert thresholds");

  /** What a part says. */
  public sealed interface Part {
    /** Sentences, and the figures they rest on. */
    record Says(List<String> sentences, List<Figure> figures) implements Part {}

    /** This part has nothing to say for this recommendation, for this reason. */
    record DoesNotApply(String why) implements Part {}

    static Part says(List<String> sentences, Figure... figures) {
      return new Says(sentences, List.of(figures));
    }

    static Part says(String sentence, Figure... figures) {
      return new Says(List.of(sentence), List.of(figures));
    }
  }

  /** The same on an assumption: first in the guide, and among the figures of the cost. */
  public Recommendation assuming(Figure.Assumed figure) {
    List<String> steps = new ArrayList<>(guide);
    steps.addFirst("Check the assumption first: %s.".formatted(figure.shown()));
    Part with =
        switch (cost) {
          case Part.Says(List<String> sentences, List<Figure> figures) -> {
            List<Figure> all = new ArrayList<>(figures);
            all.add(figure);
            yield new Part.Says(sentences, List.copyOf(all));
          }
          case Part.DoesNotApply(String no) -> Part.says(no, figure);
        };
    return new Recommendation(
        title, why, files, List.copyOf(steps), with, benchmark, rollback, monitoring);
  }

  public Recommendation {
    if (guide.isEmpty()) {
      throw new IllegalArgumentException("a recommendation without a guide: " + title);
    }
  }
}
