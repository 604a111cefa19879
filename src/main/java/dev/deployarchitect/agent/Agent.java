package dev.deployarchitect.agent;

import dev.deployarchitect.agent.memory.Earlier;
import dev.deployarchitect.agent.model.Message;
import dev.deployarchitect.agent.model.Model;
import dev.deployarchitect.agent.spending.Prices;
import dev.deployarchitect.content.Content;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.Toolbox;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** The architect as one question and its events; what fronts without a journal use. */
public final class Agent {
  private final Turn turn;
  private final Model model;
  private final Prices prices;

  public Agent(Model model, Toolbox toolbox, Content content, Limits limits) {
    this.model = model;
    this.prices = Prices.read(content.text("prompts/prices.tsv"));
    this.turn =
        new Turn(model, new ToolRunner(toolbox, content), limits, new Prompt(content), prices);
  }

  public String modelName() {
    return model.name();
  }

  /** Of the model, where the price list has it; what is offline costs nothing. */
  public Optional<Prices.Price> price() {
    return prices.of(model.name());
  }

  /** Whether a run can be taken over from the texts of its results; see {@link Model}. */
  public boolean readsTexts() {
    return model.readsTexts();
  }

  /** The same where nobody can be asked for what goes beyond reading. */
  public void ask(
      String question,
      List<Message> history,
      ToolContext context,
      Consumer<AgentEvent> events,
      Cancel cancel) {
    ask(question, history, context, Person.NOBODY, events, cancel);
  }

  /** Answers on the calling thread; the last event tells how it ended. */
  public void ask(
      String question,
      List<Message> history,
      ToolContext context,
      Person person,
      Consumer<AgentEvent> events,
      Cancel cancel) {
    String run = "run_" + UUID.randomUUID();
    run(
        new TurnRequest(
            run, question, new Earlier("", history), context, Progress.none(), List.of(), person),
        events,
        cancel);
  }

  /** Answers, or goes on answering, on the calling thread. */
  public void run(TurnRequest request, Consumer<AgentEvent> events, Cancel cancel) {
    turn.run(request, events, cancel);
  }
}
