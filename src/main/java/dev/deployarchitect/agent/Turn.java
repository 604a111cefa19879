package dev.deployarchitect.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deployarchitect.agent.model.Message;
import dev.deployarchitect.agent.model.Model;
import dev.deployarchitect.agent.model.ModelException;
import dev.deployarchitect.agent.model.ModelReply;
import dev.deployarchitect.agent.model.ModelRequest;
import dev.deployarchitect.agent.model.ToolCall;
import dev.deployarchitect.tool.ToolContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of the loop: model reply, tool calls, results, until an answer or a limit. Failures are
 * events; nothing is thrown across this boundary.
 */
final class Turn {
  private static final Logger LOG = LoggerFactory.getLogger(Turn.class);

  private final Model model;
  private final ToolRunner tools;
  private final Limits limits;
  private final Prompt prompt;

  Turn(Model model, ToolRunner tools, Limits limits, Prompt prompt) {
    this.model = model;
    this.tools = tools;
    this.limits = limits;
    this.prompt = prompt;
  }

  /**
   * Answers {@code question}.
   *
   * @param history what was said before in the conversation
   */
  void run(
      String run,
      String question,
      List<Message> history,
      ToolContext context,
      Consumer<AgentEvent> listener,
      Cancel cancel) {
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
      String asked = context.secrets().replace(question);
      events.accept(
          new AgentEvent.RunStarted(run, context.workspace().name(), model.name(), asked));
      List<Message> messages = new ArrayList<>(history);
      messages.add(new Message.User(asked));
      new Loop(context, events, cancel, messages, prompt.system(context.profile())).go();
    } catch (CancellationException e) {
      events.accept(new AgentEvent.RunCancelled());
    } catch (ModelException e) {
      LOG.debug("run {} failed", run, e);
      events.accept(new AgentEvent.RunFailed(e.getMessage()));
    } catch (RuntimeException | StackOverflowError e) {
      LOG.error("run {} failed", run, e);
      events.accept(
          new AgentEvent.RunFailed("The run failed on an error of ours; the log says more."));
    }
  }

  private final class Loop {
    private final ToolContext context;
    private final Consumer<AgentEvent> events;
    private final Cancel cancel;
    private final List<Message> messages;
    private final String system;
    private final NumberCheck numbers;
    private final RepeatedCalls repeated = new RepeatedCalls();
    private final long deadline = System.nanoTime() + limits.time().toNanos();
    private int tokens;

    Loop(
        ToolContext context,
        Consumer<AgentEvent> events,
        Cancel cancel,
        List<Message> messages,
        String system) {
      this.context = context;
      this.events = events;
      this.cancel = cancel;
      this.messages = messages;
      this.system = system;
      this.numbers = new NumberCheck(prompt.numbers(context.profile()));
      messages.forEach(m -> numbers.source(m.toString()));
    }

    void go() {
      for (int step = 1; step <= limits.steps(); step++) {
        cancel.check();
        if (limitReached()) {
          return;
        }
        events.accept(new AgentEvent.StepStarted(step));
        ModelRequest request =
            new ModelRequest(
                system, List.copyOf(messages), tools.specifications(), context::profile);
        ModelReply reply =
            model.reply(request, text -> events.accept(new AgentEvent.TextDelta(text)), cancel);
        tokens += reply.sent() + reply.received();
        events.accept(new AgentEvent.UsageReported(reply.sent(), reply.received()));
        if (reply.calls().isEmpty()) {
          finish(reply.text());
          return;
        }
        messages.add(new Message.Assistant(reply.text(), reply.calls()));
        answer(reply.calls());
      }
      stop(
          "steps",
          "The run stopped after %d steps without an answer; ask for a part of it."
              .formatted(limits.steps()));
    }

    private boolean limitReached() {
      if (tokens > limits.tokens()) {
        stop("tokens", "The run stopped at its limit of %,d tokens.".formatted(limits.tokens()));
        return true;
      }
      if (System.nanoTime() > deadline) {
        stop("time", "The run stopped at its limit of %d s.".formatted(limits.time().toSeconds()));
        return true;
      }
      return false;
    }

    private void stop(String limit, String sentence) {
      events.accept(new AgentEvent.LimitReached(limit, sentence));
      events.accept(new AgentEvent.RunFailed(sentence));
    }

    private void finish(String answer) {
      List<String> unsourced = numbers.unsourced(answer);
      if (!unsourced.isEmpty()) {
        events.accept(new AgentEvent.NumbersUnsourced(unsourced));
      }
      events.accept(new AgentEvent.RunFinished(answer));
    }

    private void answer(List<ToolCall> calls) {
      List<Message.ToolAnswer> answers = tools.run(calls, context, events, cancel, repeated);
      for (Message.ToolAnswer answer : answers) {
        messages.add(answer);
        numbers.source(answer.text());
        JsonNode result = tools.json(answer.result());
        if (result instanceof ObjectNode object) {
          numbers.source(object.toString());
        }
      }
    }
  }
}
