package dev.deployarchitect.finding;

import dev.deployarchitect.text.Span;
import java.util.Comparator;
import java.util.List;

/** One fault at one place. */
public record Finding(RuleInfo rule, Span span, String message, List<Fix> fixes) {

  /** Worst first, then by confidence and place. */
  public static final Comparator<Finding> WORST_FIRST =
      Comparator.comparing((Finding f) -> f.rule().severity())
          .thenComparing(f -> f.rule().confidence())
          .thenComparing(f -> f.span().path())
          .thenComparingInt(f -> f.span().start())
          .thenComparing(f -> f.rule().id());
}
