package dev.deployarchitect.agent;

import dev.deployarchitect.agent.model.Message;
import dev.deployarchitect.agent.model.ModelException;
import dev.deployarchitect.agent.model.ModelReply;
import dev.deployarchitect.agent.model.ModelRequest;
import dev.deployarchitect.agent.model.ToolCall;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/**
 * Reply, calls, results, until an answer; at a limit one last reply without calls, and where that
 * fails an answer made of what is known. Serves one run.
 */
final class Loop {
  private final ModelAttempts model;
  private final Dialogue dialogue;
  private final RunTools tools;
  private final Budget budget;
  private final AnswerChecks checks;
  private final Consumer<AgentEvent> events;
  private final Cancel asked;

  Loop(
      ModelAttempts model,
      Dialogue dialogue,
      RunTools tools,
      Budget budget,
      AnswerChecks checks,
      Consumer<AgentEvent> events,
      Cancel asked) {
    this.model = model;
    this.dialogue = dialogue;
    this.tools = tools;
    this.budget = budget;
    this.checks = checks;
    this.events = events;
    this.asked = asked;
  }

  void go() {
    try {
      work().ifPresent(this::conclude);
    } catch (ModelException e) {
      if (dialogue.knowsNothing()) {
        throw e;
      }
      String answer = sayKnown(e.getMessage());
      events.accept(new AgentEvent.LimitReached("model", e.getMessage()));
      events.accept(new AgentEvent.RunFinished(answer));
    }
  }

  /** Steps to an answer, or to a limit. */
  private Optional<Budget.Exceeded> work() {
    try (Alarm alarm = budget.alarm(asked)) {
      Optional<Budget.Exceeded> limit = budget.exceeded();
      while (limit.isEmpty()) {
        if (step(alarm)) {
          return Optional.empty();
        }
        limit = budget.exceeded();
      }
      return limit;
    }
  }

  /** True where it gave the answer. */
  private boolean step(Alarm alarm) {
    asked.check();
    int step = budget.step();
    events.accept(new AgentEvent.StepStarted(step));
    Optional<ModelReply> reply = reply(dialogue.request(true), alarm);
    if (reply.isEmpty()) {
      dialogue.said(model.said(), List.of());
    } else if (!reply.get().calls().isEmpty()) {
      call(reply.get(), alarm.cancel());
    } else {
      Optional<String> message = checks.sendBack(reply.get());
      if (message.isEmpty()) {
        events.accept(new AgentEvent.RunFinished(reply.get().text()));
        return true;
      }
      dialogue.said(reply.get().text(), List.of());
      tell(AgentEvent.ModelTold.ANSWER, message.get());
    }
    asked.check();
    budget.stepFinished();
    budget.warning().ifPresent(text -> tell(AgentEvent.ModelTold.LEFT, text));
    events.accept(new AgentEvent.StepFinished(step));
    return false;
  }

  /** Empty where the alarm ended it; what the model said until then stays said. */
  private Optional<ModelReply> reply(ModelRequest request, Alarm alarm) {
    try {
      long start = System.nanoTime();
      ModelReply reply = model.reply(request, budget.step(), alarm.cancel());
      events.accept(
          new AgentEvent.UsageReported(budget.spend(reply.tokens(), System.nanoTime() - start)));
      return Optional.of(reply);
    } catch (CancellationException e) {
      if (asked.isCancelled() || !alarm.rang()) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private void call(ModelReply reply, Cancel cancel) {
    List<ToolCall> calls = reply.calls().stream().map(tools::named).toList();
    dialogue.said(reply.text(), calls);
    tools.run(calls, cancel).forEach(answer -> dialogue.answered(answer, tools.json(answer)));
  }

  private void tell(String about, String text) {
    events.accept(new AgentEvent.ModelTold(about, text));
    dialogue.tell(new Message.Note(text));
  }

  /** A reply with a time of its own and no calls. */
  private void conclude(Budget.Exceeded limit) {
    events.accept(new AgentEvent.StepStarted(budget.step()));
    events.accept(new AgentEvent.LimitReached(limit.name(), limit.sentence()));
    tell(AgentEvent.ModelTold.LAST, limit.note());
    try (Alarm alarm = budget.lastAlarm(asked)) {
      Optional<ModelReply> reply = reply(dialogue.request(false), alarm);
      if (reply.isPresent() && reply.get().calls().isEmpty()) {
        checks.remark(reply.get());
        events.accept(new AgentEvent.RunFinished(reply.get().text()));
        return;
      }
    } catch (ModelException e) {
      asked.check();
    }
    events.accept(new AgentEvent.RunFinished(sayKnown(limit.sentence())));
  }

  /** Behind what the model said of an answer, which clients have already; gives all of it. */
  private String sayKnown(String sentence) {
    String said = model.said().isBlank() ? "" : model.said() + "\n\n";
    String known = dialogue.known(sentence);
    checks.remark(ModelReply.free("", List.of()));
    events.accept(new AgentEvent.TextDelta(said.isEmpty() ? known : "\n\n" + known));
    return said + known;
  }
}
