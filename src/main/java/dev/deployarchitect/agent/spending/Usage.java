package dev.deployarchitect.agent.spending;

/**
 * Tokens of model replies and what they cost.
 *
 * @param sent the cached ones among them
 * @param cached of those sent, which the provider had from an earlier request
 * @param micros millionths of a US dollar, of the replies whose price is known
 * @param unpriced tokens whose price is not known
 */
public record Usage(long sent, long cached, long received, long micros, long unpriced) {
  public static final Usage NONE = new Usage(0, 0, 0, 0, 0);

  public long tokens() {
    return sent + received;
  }

  public Usage plus(Usage other) {
    return new Usage(
        sent + other.sent,
        cached + other.cached,
        received + other.received,
        micros + other.micros,
        unpriced + other.unpriced);
  }

  /** So many times as much, rounded up. */
  public Usage times(double factor) {
    return new Usage(
        times(sent, factor),
        times(cached, factor),
        times(received, factor),
        times(micros, factor),
        times(unpriced, factor));
  }

  private static long times(long count, double factor) {
    return (long) Math.ceil(count * factor);
  }

  /** Whether {@link #micros} is all that it cost. */
  public boolean isPriced() {
    return unpriced == 0;
  }

  /** In dollars, to the ten-thousandth: a reply of a small model costs less than a cent. */
  public double dollars() {
    return Math.round(micros / 100.0) / 10_000.0;
  }
}
