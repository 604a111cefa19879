package dev.deployarchitect.agent;

import dev.deployarchitect.agent.model.ModelReply;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** All checks of a run's answer, in order. Serves one run. */
final class AnswerChecks {
  /** A model that three messages did not convince is not convinced by a fourth. */
  private static final int MOST = 3;

  private final List<AnswerCheck> checks;
  private final Consumer<AgentEvent> events;
  private int sentBack;

  AnswerChecks(List<AnswerCheck> checks, Consumer<AgentEvent> events) {
    this.checks = checks;
    this.events = events;
  }

  /** What sends the model back to work. Remarks are told where nothing does. */
  Optional<String> sendBack(ModelReply reply) {
    for (AnswerCheck check : checks) {
      if (sentBack < MOST && check.of(reply) instanceof AnswerCheck.Verdict.GoOn(String message)) {
        sentBack++;
        return Optional.of(message);
      }
    }
    remark(reply);
    return Optional.empty();
  }

  /** Of an answer that stands in any case. */
  void remark(ModelReply reply) {
    for (AnswerCheck check : checks) {
      AnswerCheck.Verdict verdict = check.of(reply);
      if (verdict instanceof AnswerCheck.Verdict.GoOn) {
        // Said once, and too late: the same answer stands.
        verdict = check.of(reply);
      }
      if (verdict instanceof AnswerCheck.Verdict.Remark(AgentEvent event)) {
        events.accept(event);
      }
    }
  }
}
