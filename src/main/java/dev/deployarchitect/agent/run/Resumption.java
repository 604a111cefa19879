package dev.deployarchitect.agent.run;

import dev.deployarchitect.agent.AgentEvent;
import dev.deployarchitect.agent.Progress;
import dev.deployarchitect.agent.StoredStep;
import dev.deployarchitect.agent.model.Message;
import dev.deployarchitect.agent.spending.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads from a run's events how far it came. A step counts when its end is stored; what came after
 * is done again.
 */
final class Resumption {
  private final List<Message> messages = new ArrayList<>();
  private final List<String> sources = new ArrayList<>();
  private StoredStep step = new StoredStep();
  private int steps;
  private Usage used = Usage.NONE;
  private boolean warned;
  private boolean begun;

  /**
   * Reads.
   *
   * @param used by the run so far, also by steps that were taken back
   */
  static Resumption of(List<Standing.Event> events, Usage used) {
    Resumption resumption = new Resumption();
    resumption.used = used;
    events.forEach(resumption::add);
    return resumption;
  }

  private void add(Standing.Event event) {
    switch (event.type()) {
      case "run_started" -> begun = true;
      case "model_told" -> {
        warned |= event.data().path("about").asText().equals(AgentEvent.ModelTold.LEFT);
        step.add(event.type(), event.data());
      }
      case "step_started" -> step = new StoredStep();
      case "step_finished" -> {
        messages.addAll(step.messages());
        sources.addAll(step.results());
        step = new StoredStep();
        steps = event.data().path("step").asInt();
      }
      default -> step.add(event.type(), event.data());
    }
  }

  /** Of the steps that are finished. */
  List<Message> messages() {
    return List.copyOf(messages);
  }

  /**
   * Where the run goes on.
   *
   * @param texts whether the model goes on from the texts of results; else it begins again
   */
  Progress progress(boolean texts, Duration time) {
    return texts
        ? new Progress(
            steps, List.copyOf(messages), List.copyOf(sources), used, time, warned, begun)
        : new Progress(0, List.of(), List.of(), used, time, false, begun);
  }
}
