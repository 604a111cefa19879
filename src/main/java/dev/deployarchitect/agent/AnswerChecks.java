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

  /** What sends the model back to work. Where nothing does, clients are told what checks say. */
  Optional<String> sendBack(ModelReply reply) {
    List<AnswerCheck.Verdict> verdicts = verdicts(reply);
    for (AnswerCheck.Verdict verdict : verdicts) {
      if (sentBack < MOST && verdict instanceof AnswerCheck.Verdict.GoOn goOn) {
        sentBack++;
        return Optional.of(goOn.message());
      }
    }
    tell(verdicts);
    return Optional.empty();
  }

  /** Of an answer that stands in any case. */
  void remark(ModelReply reply) {
    tell(verdicts(reply));
  }

  private List<AnswerCheck.Verdict> verdicts(ModelReply reply) {
    return checks.stream().map(check -> check.of(reply)).toList();
  }

  private void tell(List<AnswerCheck.Verdict> verdicts) {
    for (AnswerCheck.Verdict verdict : verdicts) {
      switch (verdict) {
        case AnswerCheck.Verdict.Fine() -> {}
        case AnswerCheck.Verdict.Remark(AgentEvent event) -> events.accept(event);
        case AnswerCheck.Verdict.GoOn(String message, Optional<AgentEvent> event) ->
            event.ifPresent(events);
      }
    }
  }
}
