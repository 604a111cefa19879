package dev.deployarchitect.agent.offline;

import dev.deployarchitect.agent.Cancel;
import dev.deployarchitect.agent.model.Message;
import dev.deployarchitect.agent.model.Model;
import dev.deployarchitect.agent.model.ModelReply;
import dev.deployarchitect.agent.model.ModelRequest;
import dev.deployarchitect.agent.model.ToolCall;
import java.util.List;
import java.util.function.Consumer;

/**
 * Answers without a language model: picks tools by the question's words and the project's profile,
 * and words their results. Deterministic, needs no key and no network.
 */
public final class OfflineArchitect implements Model {
  /** The first line of every answer. */
  public static final String NOTICE =
      "No language model was used: this answer is put together from what the tools found.";

  @Override
  public String name() {
    return "offline";
  }

  @Override
  public boolean readsTexts() {
    return false;
  }

  @Override
  public ModelReply reply(ModelRequest request, Consumer<String> onText, Cancel cancel) {
    List<String> asked =
        request.messages().stream()
            .filter(Message.User.class::isInstance)
            .map(m -> ((Message.User) m).text())
            .toList();
    Question question = Question.read(asked);
    List<Message.ToolAnswer> answers = answersSinceQuestion(request.messages());
    if (answers.isEmpty() && request.calls()) {
      List<ToolCall> calls = CallPlan.of(question, request.profile().get());
      if (!calls.isEmpty()) {
        return ModelReply.free("", calls);
      }
    }
    String answer = NOTICE + "\n\n" + new Answer(question, answers).text();
    for (String line : answer.splitWithDelimiters("\n", 0)) {
      cancel.check();
      if (!line.isEmpty()) {
        onText.accept(line);
      }
    }
    return ModelReply.free(answer, List.of());
  }

  private static List<Message.ToolAnswer> answersSinceQuestion(List<Message> messages) {
    int from = messages.size();
    while (from > 0 && !(messages.get(from - 1) instanceof Message.User)) {
      from--;
    }
    return messages.subList(from, messages.size()).stream()
        .filter(Message.ToolAnswer.class::isInstance)
        .map(Message.ToolAnswer.class::cast)
        .toList();
  }
}
