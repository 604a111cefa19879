package dev.deployarchitect.agent;

import dev.deployarchitect.agent.model.Message;
import dev.deployarchitect.tool.ToolContext;
import java.util.List;

/** A question outside of any conversation that we keep: its asker brings what was said before. */
public record Aside(String question, List<Message> history, ToolContext context, Person person) {

  /** Where nobody can be asked for what goes beyond reading. */
  public Aside(String question, List<Message> history, ToolContext context) {
    this(question, history, context, Person.NOBODY);
  }
}
