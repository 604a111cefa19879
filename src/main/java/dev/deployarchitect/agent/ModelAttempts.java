package dev.deployarchitect.agent;

import dev.deployarchitect.agent.model.Model;
import dev.deployarchitect.agent.model.ModelException;
import dev.deployarchitect.agent.model.ModelReply;
import dev.deployarchitect.agent.model.ModelRequest;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Asks a model for a reply, and asks again where the failure is one that passes. Serves one run.
 */
final class ModelAttempts {
  private final Model model;
  private final Limits.Patience patience;
  private final Consumer<AgentEvent> events;
  private final StringBuilder said = new StringBuilder();

  ModelAttempts(Model model, Limits.Patience patience, Consumer<AgentEvent> events) {
    this.model = model;
    this.patience = patience;
    this.events = events;
  }

  /** The text of the latest reply, also where it was broken off. */
  String said() {
    return said.toString();
  }

  /** The reply to one step; text that a failed attempt had given is taken back by an event. */
  ModelReply reply(ModelRequest request, int step, Cancel cancel) {
    for (int attempt = 1; ; attempt++) {
      said.setLength(0);
      try {
        ModelReply reply =
            model.reply(
                request,
                text -> {
                  said.append(text);
                  events.accept(new AgentEvent.TextDelta(text));
                },
                cancel);
        if (reply.text().isBlank() && reply.calls().isEmpty()) {
          throw ModelException.passing("The model answered with nothing.");
        }
        return reply;
      } catch (ModelException e) {
        cancel.check();
        Duration pause = pause(e, attempt);
        if (!e.passes()
            || attempt >= patience.attempts()
            || pause.compareTo(patience.longest()) > 0) {
          throw e;
        }
        events.accept(new AgentEvent.ModelRetried(e.getMessage(), pause.toMillis()));
        sleep(pause, cancel);
        if (!said.isEmpty()) {
          events.accept(new AgentEvent.StepRestarted(step, e.getMessage()));
          events.accept(new AgentEvent.StepStarted(step));
        }
      }
    }
  }

  private Duration pause(ModelException e, int attempt) {
    Duration doubled = patience.pause().multipliedBy(1L << (attempt - 1));
    return e.pause().compareTo(doubled) > 0 ? e.pause() : doubled;
  }

  private static void sleep(Duration pause, Cancel cancel) {
    CountDownLatch cancelled = new CountDownLatch(1);
    Runnable forget = cancel.onCancel(cancelled::countDown);
    try {
      if (cancelled.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        cancel.check();
      }
    } catch (InterruptedException e) {
      throw new CancellationException("interrupted");
    } finally {
      forget.run();
    }
  }
}
