package dev.deployarchitect.agent;

import dev.deployarchitect.agent.model.Message;
import dev.deployarchitect.agent.spending.Usage;
import java.time.Duration;
import java.util.List;

/**
 * How far a run has come: where one that was interrupted goes on.
 *
 * @param steps that are finished
 * @param messages of those steps, after the question
 * @param sources results of their tools as JSON, for the check of numbers
 * @param used so far, also by steps that were lost
 * @param time used so far
 * @param warned whether the model was told what is left
 * @param begun whether clients were told of the run already
 */
public record Progress(
    int steps,
    List<Message> messages,
    List<String> sources,
    Usage used,
    Duration time,
    boolean warned,
    boolean begun) {

  /** Nothing has happened yet. */
  public static Progress none() {
    return new Progress(0, List.of(), List.of(), Usage.NONE, Duration.ZERO, false, false);
  }
}
