package dev.deployarchitect.agent;

import dev.deployarchitect.agent.memory.TokenCount;
import dev.deployarchitect.agent.model.Model;
import dev.deployarchitect.agent.model.ModelException;
import dev.deployarchitect.agent.model.ModelReply;
import dev.deployarchitect.agent.spending.Bound;
import dev.deployarchitect.agent.spending.Prices;
import dev.deployarchitect.agent.spending.Usage;
import dev.deployarchitect.tool.DraftCheck;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.workspace.Secrets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of the loop, from its question or from where another server left it. Failures are events;
 * nothing is thrown across this boundary.
 */
final class Turn {
  private static final Logger LOG = LoggerFactory.getLogger(Turn.class);

  private final Model model;
  private final ToolRunner tools;
  private final DraftCheck check;
  private final Limits limits;
  private final Prompt prompt;
  private final Prices prices;
  private final TokenCount count = new TokenCount();

  Turn(
      Model model,
      ToolRunner tools,
      DraftCheck check,
      Limits limits,
      Prompt prompt,
      Prices prices) {
    this.model = model;
    this.tools = tools;
    this.check = check;
    this.limits = limits;
    this.prompt = prompt;
    this.prices = prices;
  }

  private Usage price(ModelReply.Tokens tokens) {
    return prices.usage(model.name(), tokens);
  }

  void run(TurnRequest given, Consumer<AgentEvent> listener, Cancel cancel) {
    // Tools run at once, but a listener hears one event at a time.
    ReentrantLock lock = new ReentrantLock();
    Consumer<AgentEvent> events =
        event -> {
          lock.lock();
          try {
            listener.accept(event);
          } finally {
            lock.unlock();
          }
        };
    try {
      TurnRequest scrubbed = given.scrubbed();
      ToolContext repository = scrubbed.context();
      if (!scrubbed.progress().begun()) {
        events.accept(
            new AgentEvent.RunStarted(
                scrubbed.run(), repository.workspace().name(), model.name(), scrubbed.question()));
      }
      Secrets secrets = repository.secrets();
      TurnRequest request =
          scrubbed.in(
              repository.withDraft(
                  scrubbed.draft(), change -> events.accept(Drafted.event("", change, secrets))));
      Permission permission = new Permission(request.person(), events);
      Budget budget = new Budget(limits, request, this::price, permission, prompt.notes());
      Optional<Bound> refused = budget.refused();
      if (refused.isPresent()) {
        events.accept(new AgentEvent.LimitReached(refused.get().name(), refused.get().sentence()));
        events.accept(new AgentEvent.RunFailed(refused.get().sentence()));
        return;
      }
      Dialogue dialogue =
          new Dialogue(prompt, tools.specifications(), limits.window(), count, request);
      AnswerChecks checks =
          new AnswerChecks(
              List.of(
                  new DraftGate(check, request.context(), prompt.notes(), cancel),
                  AnswerCheck::length,
                  dialogue.numbers()),
              events);
      new Loop(
              new ModelAttempts(model, limits.patience(), events),
              dialogue,
              new RunTools(tools, request, permission, events),
              budget,
              checks,
              events,
              cancel)
          .go();
    } catch (CancellationException e) {
      events.accept(new AgentEvent.RunCancelled());
    } catch (ModelException e) {
      LOG.debug("run {} failed", given.run(), e);
      events.accept(new AgentEvent.RunFailed(e.getMessage()));
    } catch (RuntimeException | StackOverflowError e) {
      LOG.error("run {} failed", given.run(), e);
      events.accept(
          new AgentEvent.RunFailed("The run failed on an error of ours; the log says more."));
    }
  }
}
