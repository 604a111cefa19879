package dev.deployarchitect.agent;

import dev.deployarchitect.agent.model.Message;
import dev.deployarchitect.agent.model.Model;
import dev.deployarchitect.content.Content;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.Toolbox;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** The architect as one question and its events; what fronts without a journal use. */
public final class Agent {
  private final Turn turn;
  private final Model model;

  public Agent(Model model, Toolbox toolbox, Content content, Limits limits) {
    this.model = model;
    this.turn = new Turn(model, new ToolRunner(toolbox, content), limits, new Prompt(content));
  }

  public String modelName() {
    return model.name();
  }

  Turn turn() {
    return turn;
  }

  /** Answers on the calling thread; the last event tells how it ended. */
  public void ask(
      String question,
      List<Message> history,
      ToolContext context,
      Consumer<AgentEvent> events,
      Cancel cancel) {
    turn.run("run_" + UUID.randomUUID(), question, history, context, events, cancel);
  }
}
