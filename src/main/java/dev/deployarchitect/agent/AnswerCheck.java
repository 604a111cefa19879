package dev.deployarchitect.agent;

import dev.deployarchitect.agent.model.ModelReply;
import java.util.Optional;

/** Judges an answer before the run ends with it. */
@FunctionalInterface
interface AnswerCheck {

  /** What a check says of an answer. */
  sealed interface Verdict {
    record Fine() implements Verdict {}

    /** The answer stands, and clients are told this too. */
    record Remark(AgentEvent event) implements Verdict {}

    /**
     * The answer does not stand yet. In the last step, which cannot go on, it does.
     *
     * @param message what the model is told
     * @param event what clients are told where the answer stands all the same
     */
    record GoOn(String message, Optional<AgentEvent> event) implements Verdict {}
  }

  Verdict of(ModelReply reply);

  /** Whether the model could say all it wanted to. */
  static Verdict length(ModelReply reply) {
    return reply.cut()
        ? new Verdict.Remark(
            new AgentEvent.LimitReached(
                "length", "The model stopped at its own limit of length; the answer is not whole."))
        : new Verdict.Fine();
  }
}
