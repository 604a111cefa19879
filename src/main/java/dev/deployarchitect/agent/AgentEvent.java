package dev.deployarchitect.agent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deployarchitect.agent.spending.Usage;
import dev.deployarchitect.delivery.Delivered;
import dev.deployarchitect.draft.Change;
import dev.deployarchitect.draft.Draft;
import java.util.List;

/** What happens in a run, in order. Every front is a projection of these. */
public sealed interface AgentEvent {

  record RunStarted(String run, String workspace, String model, String question)
      implements AgentEvent {}

  record StepStarted(int step) implements AgentEvent {}

  /**
   * The step begins again: whatever came since it started counts for nothing, and clients drop it.
   *
   * @param why for a person
   */
  record StepRestarted(int step, String why) implements AgentEvent {}

  /** All calls of the step are answered; a run that is interrupted goes on from here. */
  record StepFinished(int step) implements AgentEvent {}

  /** The model gave no whole reply and is asked again after {@code millis}. */
  record ModelRetried(String why, long millis) implements AgentEvent {}

  record TextDelta(String text) implements AgentEvent {}

  record ToolStarted(String call, String tool, ObjectNode arguments) implements AgentEvent {}

  /** How far a long call has come, in a few words for a person. */
  record ToolProgressed(String call, String message) implements AgentEvent {}

  /**
   * The call waits for a person to allow what it would do beyond reading.
   *
   * @param approval under which the decision is given
   */
  record ApprovalRequested(String approval, String call, String tool, String action, String detail)
      implements AgentEvent {}

  record ApprovalDecided(String approval, String call, boolean approved, String reason)
      implements AgentEvent {}

  /** {@code result} has the shape of {@code ResultJson}. */
  record ToolFinished(String call, String tool, ObjectNode result, long millis)
      implements AgentEvent {}

  /**
   * The run told its model something beside results.
   *
   * @param about what: {@link #LEFT} of its limits, its {@link #ANSWER}, or that this step is the
   *     {@link #LAST}
   */
  record ModelTold(String about, String text) implements AgentEvent {
    public static final String LEFT = "left";
    public static final String ANSWER = "answer";
    public static final String LAST = "last";
  }

  /**
   * The draft is another now.
   *
   * @param call that changed it; empty where the repository itself changed
   * @param patch from what the draft held to what it holds, without secrets
   */
  record DraftChanged(String call, Change change, String patch) implements AgentEvent {}

  /** What will be delivered, with what checks said of each file as it is now. */
  record DraftVerified(Draft draft, List<Delivered> files) implements AgentEvent {}

  /** Of one reply of the model. */
  record UsageReported(Usage usage) implements AgentEvent {}

  /** Numbers of the answer that stand in no tool result, file, figure or question. */
  record NumbersUnsourced(List<String> numbers) implements AgentEvent {}

  /** A limit made the run write its answer early; {@code sentence} is for a person. */
  record LimitReached(String limit, String sentence) implements AgentEvent {}

  /** The last event of a run that gave an answer. */
  record RunFinished(String answer) implements AgentEvent {}

  record RunCancelled() implements AgentEvent {}

  /** The last event of a run that could not go on; {@code sentence} is for a person. */
  record RunFailed(String sentence) implements AgentEvent {}

  /** Whether nothing comes after this event. */
  default boolean isLast() {
    return switch (this) {
      case RunFinished e -> true;
      case RunCancelled e -> true;
      case RunFailed e -> true;
      default -> false;
    };
  }
}
