package dev.deployarchitect.agent;

import dev.deployarchitect.agent.model.ModelReply;
import dev.deployarchitect.delivery.Delivered;
import dev.deployarchitect.delivery.Evidence;
import dev.deployarchitect.draft.Draft;
import dev.deployarchitect.tool.DraftCheck;
import dev.deployarchitect.tool.ToolContext;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Checks what the draft holds before an answer stands. Faults that the model was not told of yet
 * send it back to work; those it was told of and left are its decision. Serves one run.
 */
final class DraftGate implements AnswerCheck {
  private static final int LINES = 6;

  private final DraftCheck check;
  private final ToolContext context;
  private final Notes notes;
  private final Cancel asked;
  private final Set<String> told = new HashSet<>();

  DraftGate(DraftCheck check, ToolContext context, Notes notes, Cancel asked) {
    this.check = check;
    this.context = context;
    this.notes = notes;
    this.asked = asked;
  }

  @Override
  public Verdict of(ModelReply reply) {
    if (context.draft().isEmpty()) {
      return new Verdict.Fine();
    }
    List<Delivered> files = checked();
    List<Delivered> faulty =
        files.stream()
            .filter(Delivered::failed)
            .filter(f -> told.add(f.artifact().path() + " " + f.artifact().sha256()))
            .toList();
    AgentEvent verified = new AgentEvent.DraftVerified(context.draft(), files);
    if (faulty.isEmpty()) {
      return new Verdict.Remark(verified);
    }
    String faults = faulty.stream().map(DraftGate::faults).collect(Collectors.joining("\n"));
    return new Verdict.GoOn(notes.failed(context.secrets().replace(faults)), Optional.of(verified));
  }

  private List<Delivered> checked() {
    Runnable forget = asked.onCancel(Thread.currentThread()::interrupt);
    try {
      check.finish(context);
    } finally {
      forget.run();
    }
    Draft draft = context.draft();
    return draft.files().values().stream()
        .flatMap(file ->
            DraftCheck.artifact(file).stream()
                .map(a -> new Delivered(a, context.checked().of(file, draft).orElse(List.of()))))
        .toList();
  }

  private static String faults(Delivered file) {
    return file.evidence().stream()
        .filter(Evidence.Failed.class::isInstance)
        .map(Evidence.Failed.class::cast)
        .map(f ->
            "- `%s`, %s: %s"
                .formatted(
                    file.artifact().path(),
                    f.check(),
                    f.said().lines().limit(LINES).collect(Collectors.joining(" / "))))
        .collect(Collectors.joining("\n"));
  }
}
