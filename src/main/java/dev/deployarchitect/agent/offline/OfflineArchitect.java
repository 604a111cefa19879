package dev.deployarchitect.agent.offline;

import dev.deployarchitect.agent.Cancel;
import dev.deployarchitect.agent.model.Message;
import dev.deployarchitect.agent.model.Model;
import dev.deployarchitect.agent.model.ModelReply;
import dev.deployarchitect.agent.model.ModelRequest;
import dev.deployarchitect.agent.model.ToolCall;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deployarchitect.tool.ToolResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Answers without a language model: picks tools by the question's words and the project's profile,
 * and words their results. Deterministic, needs no key and no network.
 */
public final class OfflineArchitect implements Model {
  /** The first line of every answer. */
  public static final String NOTICE =
      "No language model was used: this answer is put together from what the tools found.";

  private static final String TAKE = "take_files";

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
    List<ToolCall> takes = takes(answers);
    if (!takes.isEmpty() && request.calls()) {
      return ModelReply.free("", takes);
    }
    String answer = NOTICE + "\n\n" + new Answer(question, found(answers)).text();
    for (String line : answer.splitWithDelimiters("\n", 0)) {
      cancel.check();
      if (!line.isEmpty()) {
        onText.accept(line);
      }
    }
    return ModelReply.free(answer, List.of());
  }

  /**
   * Once, after the tools: what they propose is what answers the question. Of two files of one path
   * the first is taken.
   */
  private static List<ToolCall> takes(List<Message.ToolAnswer> answers) {
    if (answers.stream().anyMatch(a -> a.call().tool().equals(TAKE))) {
      return List.of();
    }
    List<ToolCall> calls = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (Message.ToolAnswer answer : answers) {
      if (answer.result() instanceof ToolResult.Done done && done.data().has("proposal")) {
        List<String> paths =
            done.files().stream().map(f -> f.artifact().path()).filter(taken::add).toList();
        if (!paths.isEmpty()) {
          ObjectNode arguments = JsonNodeFactory.instance.objectNode();
          arguments.set("proposal", done.data().get("proposal"));
          paths.forEach(arguments.withArray("include")::add);
          calls.add(new ToolCall("take_" + (calls.size() + 1), TAKE, arguments.toString()));
        }
      }
    }
    return calls;
  }

  /** What was taken is told by the tools that made it. */
  private static List<Message.ToolAnswer> found(List<Message.ToolAnswer> answers) {
    return answers.stream().filter(a -> !a.call().tool().equals(TAKE)).toList();
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
