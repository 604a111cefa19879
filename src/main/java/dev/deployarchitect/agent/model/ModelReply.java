package dev.deployarchitect.agent.model;

import java.util.List;

/**
 * A whole reply; token counts are 0 where the endpoint reports none.
 *
 * @param cut whether the model stopped at its own limit of length
 */
public record ModelReply(String text, List<ToolCall> calls, Tokens tokens, boolean cut) {

  /**
   * What the endpoint counted.
   *
   * @param sent of the request, the cached ones among them
   * @param cached of the request, which the provider had from an earlier one
   */
  public record Tokens(int sent, int cached, int received) {
    public static final Tokens NONE = new Tokens(0, 0, 0);

    public int all() {
      return sent + received;
    }
  }

  /** A reply that cost nothing. */
  public static ModelReply free(String text, List<ToolCall> calls) {
    return new ModelReply(text, calls, Tokens.NONE, false);
  }
}
