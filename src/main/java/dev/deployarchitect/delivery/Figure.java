package dev.deployarchitect.delivery;

/** A number with its provenance. There is no other way to put a number into a recommendation. */
public sealed interface Figure {

  /** What the number is of: "image size", "ALB, per month". */
  String of();

  /** The number as shown, with its unit. */
  String value();

  /** Counted or timed by us; {@code how} says by what. */
  record Measured(String of, String value, String how) implements Figure {}

  /** From a dated price list; {@code how} is the arithmetic. */
  record Priced(String of, String value, String list, String date, String how) implements Figure {}

  /** From a document. */
  record Cited(String of, String value, String source) implements Figure {}

  /** A choice of ours, to be replaced by the team's own number. */
  record Assumed(String of, String value, String why) implements Figure {}

  /** {@code value (measured: …)}, as a reply shows it. */
  default String shown() {
    return of() + ": " + value() + " (" + provenance() + ")";
  }

  default String provenance() {
    return switch (this) {
      case Measured m -> "measured: " + m.how();
      case Priced p -> "priced: %s, list of %s, from %s".formatted(p.how(), p.date(), p.list());
      case Cited c -> "source: " + c.source();
      case Assumed a -> "assumption: " + a.why();
    };
  }
}
