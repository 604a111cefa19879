package dev.deployarchitect.agent.memory;

import dev.deployarchitect.agent.model.Message;
import java.util.List;

/**
 * What was said before in a conversation.
 *
 * @param summary of what is too old to be told whole; empty for nothing
 * @param messages after that, in order
 */
public record Earlier(String summary, List<Message> messages) {
  public static final Earlier NOTHING = new Earlier("", List.of());
}
