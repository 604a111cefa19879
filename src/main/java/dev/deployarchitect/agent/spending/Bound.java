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

  /** The same for somebody after whom others have used some of it. */
  public Bound after(Usage others) {
    return new Bound(
        name,
        sentence,
        tokens == Long.MAX_VALUE ? tokens : tokens - others.tokens(),
        micros == Long.MAX_VALUE ? micros : micros - others.micros());
  }

  /** An amount as a sentence says it. */
  public static String dollars(long micros) {
    return String.format(Locale.ROOT, "$%.2f", micros / 1_000_000.0);
  }
}
