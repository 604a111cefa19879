package dev.deployarchitect.agent.spending;

import java.util.Locale;

/**
 * What a run may use before it stops, of its own or of what others left it.
 *
 * @param name of the limit, on the wire
 * @param sentence for a person, when it is reached
 * @param tokens that may be used
 * @param micros that may be spent, in millionths of a US dollar
 */
public record Bound(String name, String sentence, long tokens, long micros) {

  public static Bound ofTokens(String name, long most, String sentence) {
    return new Bound(name, sentence, most, Long.MAX_VALUE);
  }

  public static Bound ofMicros(String name, long most, String sentence) {
    return new Bound(name, sentence, Long.MAX_VALUE, most);
  }

  /** Whether nothing more may be used after {@code used}. */
  public boolean isReached(Usage used) {
    return used.tokens() >= tokens || used.micros() >= micros;
  }

  /** How much of it is used, from 0 on; 1 is all. */
  public double share(Usage used) {
    return Math.max(share(used.tokens(), tokens), share(used.micros(), micros));
  }

  private static double share(long used, long most) {
    return most <= 0 ? 1 : (double) used / most;
  }

  /** Tokens that are left; {@link Long#MAX_VALUE} for no limit. */
  public long tokensAfter(Usage used) {
    return tokens == Long.MAX_VALUE ? tokens : tokens - used.tokens();
  }

  /** Millionths of a dollar that are left; {@link Long#MAX_VALUE} for no limit. */
  public long microsAfter(Usage used) {
    return micros == Long.MAX_VALUE ? micros : micros - used.micros();
  }

  /** The same for somebody after whom others have used some of it. */
  public Bound after(Usage others) {
    return new Bound(name, sentence, tokensAfter(others), microsAfter(others));
  }

  /** An amount as a sentence says it. */
  public static String dollars(long micros) {
    return String.format(Locale.ROOT, "$%.2f", micros / 1_000_000.0);
  }
}
