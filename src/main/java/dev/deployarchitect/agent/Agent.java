package dev.deployarchitect.agent;

import dev.deployarchitect.agent.memory.Earlier;
import dev.deployarchitect.agent.model.Model;
import dev.deployarchitect.agent.spending.Bound;
import dev.deployarchitect.agent.spending.Prices;
import dev.deployarchitect.content.Content;
import dev.deployarchitect.draft.Draft;
import dev.deployarchitect.tool.DraftCheck;
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

  public Agent(
      Model model, Toolbox toolbox, DraftCheck check, Content content, Limits limits) {
    this.model = model;
    this.prices = Prices.read(content.text("prompts/prices.tsv"));
    this.turn =
        new Turn(
            model,
            new ToolRunner(toolbox.with(ReadResult.tool()), content),
            check,
            limits,
            new Prompt(content),
            prices);
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

  /**
   * Answers on the calling thread; the last event tells how it ended.
   *
   * @param bounds what it may use, beside the agent's own limits
   */
  public void ask(Aside aside, List<Bound> bounds, Consumer<AgentEvent> events, Cancel cancel) {
    run(
        new TurnRequest(
            "run_" + UUID.randomUUID(),
            aside.question(),
            new Earlier("", aside.history()),
            aside.context(),
            Draft.EMPTY,
            Progress.none(),
            bounds,
            aside.person()),
        events,
        cancel);
  }

  /** Answers, or goes on answering, on the calling thread. */
  public void run(TurnRequest request, Consumer<AgentEvent> events, Cancel cancel) {
    turn.run(request, events, cancel);
  }
}
