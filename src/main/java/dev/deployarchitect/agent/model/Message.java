package dev.deployarchitect.agent.model;

import dev.deployarchitect.tool.ToolResult;
import java.util.List;

/** One message of a conversation, as a model gets it. */
public sealed interface Message {

  record User(String text) implements Message {}

  /** What the run itself tells the model in the middle of its work. */
  record Note(String text) implements Message {}

  record Assistant(String text, List<ToolCall> calls) implements Message {}

  /**
   * What a call came to.
   *
   * @param text what a language model reads: the result's text, fenced
   */
  record ToolAnswer(ToolCall call, ToolResult result, String text) implements Message {
    public ToolAnswer withText(String other) {
      return new ToolAnswer(call, result, other);
    }
  }
}
