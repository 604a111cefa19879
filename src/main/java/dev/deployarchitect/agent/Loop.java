package dev.deployarchitect.agent;

import dev.deployarchitect.agent.memory.TokenCount;
import dev.deployarchitect.agent.memory.Window;
import dev.deployarchitect.agent.model.Message;
import dev.deployarchitect.agent.model.Model;
import dev.deployarchitect.agent.model.ModelReply;
import dev.deployarchitect.agent.model.ModelRequest;
import dev.deployarchitect.agent.model.ToolCall;
import dev.deployarchitect.agent.spending.Bound;
import dev.deployarchitect.agent.spending.Prices;
import dev.deployarchitect.agent.spending.Usage;
import dev.deployarchitect.tool.ToolContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/** Model reply, tool calls, results, until an answer or a limit. Serves one run. */
final class Loop {
  private final ModelAttempts model;
  private final Prices prices;
  private final String name;
  private final List<Bound> bounds;
  private final ToolRunner tools;
  private final Limits limits;
  private final ToolContext context;
  private final Consumer<AgentEvent> events;
  private final Cancel asked;
  private final Cancel cancel = new Cancel();
  private final Permission permission;
  private final Window window;
  private final String system;
  private final NumberCheck numbers;
  private final RepeatedCalls repeated = new RepeatedCalls();
  private final Set<String> callIds = new HashSet<>();
  private final long deadline;
  private final int done;
  private Usage used;

  Loop(
      Model model,
      Prices prices,
      ToolRunner tools,
      Limits limits,
      TokenCount count,
      Prompt prompt,
      TurnRequest request,
      Consumer<AgentEvent> events,
      Cancel asked) {
    this.prices = prices;
    this.name = model.name();
    this.bounds = new ArrayList<>(limits.bounds());
    bounds.addAll(request.bounds());
    this.model = new ModelAttempts(model, limits.patience());
    this.tools = tools;
    this.limits = limits;
    this.context = request.context();
    this.events = events;
    this.permission = new Permission(request.person(), events, cancel);
    this.asked = asked;
    this.system = prompt.system(context.profile());
    this.numbers = new NumberCheck(prompt.numbers(context.profile()));
    this.window = new Window(limits.window(), count, request.history());
    request.history().messages().forEach(m -> numbers.source(m.toString()));
    Progress progress = request.progress();
    tell(new Message.User(request.question()));
    progress.messages().forEach(this::tell);
    progress.sources().forEach(numbers::source);
    progress.messages().forEach(this::remember);
    this.done = progress.steps();
    this.used = progress.used();
    this.deadline = System.nanoTime() + limits.time().minus(progress.time()).toNanos();
  }

  private void tell(Message message) {
    window.add(message);
    numbers.source(message.toString());
  }

  /** Calls that an earlier server made count as calls. */
  private void remember(Message message) {
    if (message instanceof Message.ToolAnswer answer) {
      callIds.add(answer.call().id());
      repeated.tooOften(answer.call());
    }
  }

  void go() {
    Runnable forget = asked.onCancel(cancel::cancel);
    try (Alarm alarm = new Alarm(() -> deadline - now(), permission, cancel)) {
      try {
        steps();
      } catch (CancellationException e) {
        if (asked.isCancelled() || !alarm.rang()) {
          throw e;
        }
        timeIsOver();
      }
    } finally {
      forget.run();
    }
  }

  private void timeIsOver() {
    stop("time", "The run stopped at its limit of %d s.".formatted(limits.time().toSeconds()));
  }

  private void steps() {
    for (int step = done + 1; step <= limits.steps(); step++) {
      cancel.check();
      if (limitReached()) {
        return;
      }
      events.accept(new AgentEvent.StepStarted(step));
      List<Message> messages = window.messages();
      ModelRequest request =
          new ModelRequest(
              system, window.summary(), messages, tools.specifications(), context::profile);
      ModelReply reply = model.reply(request, step, events, cancel);
      Usage usage = prices.usage(name, reply.tokens());
      used = used.plus(usage);
      events.accept(new AgentEvent.UsageReported(usage));
      if (reply.calls().isEmpty()) {
        finish(reply);
        return;
      }
      List<ToolCall> calls = reply.calls().stream().map(this::named).toList();
      window.add(new Message.Assistant(reply.text(), calls));
      answer(calls);
      events.accept(new AgentEvent.StepFinished(step));
    }
    stop(
        "steps",
        "The run stopped after %d steps without an answer; ask for a part of it."
            .formatted(limits.steps()));
  }

  /** Some endpoints count calls anew in every reply, or leave ids out; ours are unique in a run. */
  private ToolCall named(ToolCall call) {
    String wanted = call.id() == null || call.id().isBlank() ? "call" : call.id();
    String id = wanted;
    for (int i = 2; !callIds.add(id); i++) {
      id = wanted + "_" + i;
    }
    return new ToolCall(id, call.tool(), tools.plain(call.arguments()));
  }

  /** Without the time in which a person thought. */
  private long now() {
    return System.nanoTime() - permission.waited();
  }

  private boolean limitReached() {
    for (Bound bound : bounds) {
      if (bound.isReached(used)) {
        stop(bound.name(), bound.sentence());
        return true;
      }
    }
    if (now() > deadline) {
      timeIsOver();
      return true;
    }
    return false;
  }

  private void stop(String limit, String sentence) {
    events.accept(new AgentEvent.LimitReached(limit, sentence));
    events.accept(new AgentEvent.RunFailed(sentence));
  }

  private void finish(ModelReply reply) {
    if (reply.cut()) {
      events.accept(
          new AgentEvent.LimitReached(
              "length", "The model stopped at its own limit of length; the answer is not whole."));
    }
    List<String> unsourced = numbers.unsourced(reply.text());
    if (!unsourced.isEmpty()) {
      events.accept(new AgentEvent.NumbersUnsourced(unsourced));
    }
    events.accept(new AgentEvent.RunFinished(reply.text()));
  }

  private void answer(List<ToolCall> calls) {
    for (Message.ToolAnswer answer :
        tools.run(calls, context, events, cancel, repeated, permission)) {
      window.add(answer);
      numbers.source(answer.text());
      numbers.source(tools.json(answer.result()).toString());
    }
  }
}
