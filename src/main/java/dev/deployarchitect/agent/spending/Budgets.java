package dev.deployarchitect.agent.spending;

/**
 * What runs may use together; 0 for no limit.
 *
 * @param conversationTokens of all runs of one conversation
 * @param conversationMicros the same in millionths of a US dollar
 * @param dayMicros of all runs that one key started in the last 24 hours
 */
public record Budgets(long conversationTokens, long conversationMicros, long dayMicros) {
  public static final Budgets NONE = new Budgets(0, 0, 0);

  /** Whether a limit in dollars is set, which needs the model's price. */
  public boolean countsDollars() {
    return conversationMicros > 0 || dayMicros > 0;
  }

  public boolean boundsConversations() {
    return conversationTokens > 0 || conversationMicros > 0;
  }

  /** What a conversation may use in all; nothing is reached where no limit is set. */
  public Bound conversation() {
    return new Bound(
        "conversation",
        "This conversation has used what it may (%s); begin a new one."
            .formatted(amounts(conversationTokens, conversationMicros)),
        orAll(conversationTokens),
        orAll(conversationMicros));
  }

  /** What a key may spend in a day. */
  public Bound day() {
    return new Bound(
        "day",
        "The runs of this key have spent what they may in 24 hours (%s); ask again later."
            .formatted(Bound.dollars(dayMicros)),
        Long.MAX_VALUE,
        orAll(dayMicros));
  }

  private static long orAll(long limit) {
    return limit == 0 ? Long.MAX_VALUE : limit;
  }

  private static String amounts(long tokens, long micros) {
    String first = tokens == 0 ? "" : "%,d tokens".formatted(tokens);
    String second = micros == 0 ? "" : Bound.dollars(micros);
    return first.isEmpty() || second.isEmpty() ? first + second : first + " or " + second;
  }
}
