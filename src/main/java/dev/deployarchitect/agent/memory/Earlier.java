package dev.deployarchitect.agent.memory;

import dev.deployarchitect.agent.model.Message;
import dev.deployarchitect.agent.model.ToolCall;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What was said before in a conversation.
 *
 * @param summary of what is too old to be told whole; empty for nothing
 * @param messages after that, in order
 */
public record Earlier(String summary, List<Message> messages) {
  public static final Earlier NOTHING = new Earlier("", List.of());

  /** The same with every text as {@code change} gives it. */
  public Earlier with(UnaryOperator<String> change) {
    return new Earlier(
        change.apply(summary), messages.stream().map(message -> changed(message, change)).toList());
  }

  private static Message changed(Message message, UnaryOperator<String> change) {
    return switch (message) {
      case Message.User(String text) -> new Message.User(change.apply(text));
      case Message.Note(String text) -> new Message.Note(change.apply(text));
      case Message.Assistant(String text, List<ToolCall> calls) ->
          new Message.Assistant(
              change.apply(text),
              calls.stream()
                  .map(c -> new ToolCall(c.id(), c.tool(), change.apply(c.arguments())))
                  .toList());
      case Message.ToolAnswer answer -> answer.withText(change.apply(answer.text()));
    };
  }
}
