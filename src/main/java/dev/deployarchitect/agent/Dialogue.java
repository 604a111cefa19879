package dev.deployarchitect.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.deployarchitect.agent.memory.TokenCount;
import dev.deployarchitect.agent.memory.Window;
import dev.deployarchitect.agent.model.Message;
import dev.deployarchitect.agent.model.ModelRequest;
import dev.deployarchitect.agent.model.ModelTool;
import dev.deployarchitect.agent.model.ToolCall;
import dev.deployarchitect.draft.Draft;
import dev.deployarchitect.tool.ToolContext;
import java.util.List;
import java.util.stream.Collectors;

/** What a run's model was told and has said, and what is known by it. Serves one run. */
final class Dialogue {
  /** Files of a draft that are named at the beginning; show_draft names all. */
  private static final int DRAFTED = 40;

  private final String system;
  private final List<ModelTool> tools;
  private final ToolContext context;
  private final NumberCheck numbers;
  private final Window window;
  private final Known known;
  private final Notes notes;

  Dialogue(Prompt prompt, List<ModelTool> tools, int limit, TokenCount count, TurnRequest request) {
    this.context = request.context();
    this.system = prompt.system(context.profile());
    this.tools = tools;
    this.notes = prompt.notes();
    this.numbers = new NumberCheck(prompt.numbers(context.profile()));
    this.window = new Window(limit, count, request.history());
    this.known = new Known(request.progress());
    request.history().messages().forEach(m -> numbers.source(m.toString()));
    if (!request.draft().isEmpty()) {
      tell(new Message.Note(notes.draft(files(request.draft()))));
    }
    tell(new Message.User(request.question()));
    request.progress().messages().forEach(this::tell);
    request.progress().sources().forEach(numbers::source);
  }

  private static String files(Draft draft) {
    return draft.files().values().stream()
        .limit(DRAFTED)
        .map(f -> "`%s` (%s)".formatted(f.path(), f.kind()))
        .collect(Collectors.joining(", "));
  }

  /** All numbers of the message count as sources. */
  void tell(Message message) {
    window.add(message);
    numbers.source(message.toString());
  }

  /** The model's own words, whose numbers need a source. */
  void said(String text, List<ToolCall> calls) {
    if (!text.isBlank() || !calls.isEmpty()) {
      window.add(new Message.Assistant(text, calls));
    }
  }

  /** A call's result, for the model and as clients read it. */
  void answered(Message.ToolAnswer answer, JsonNode json) {
    window.add(answer);
    numbers.source(answer.text());
    numbers.source(json.toString());
    known.add(answer.call(), json);
  }

  NumberCheck numbers() {
    return numbers;
  }

  boolean knowsNothing() {
    return known.isEmpty();
  }

  /** An answer without a model. */
  String known(String sentence) {
    return known.answer(notes, sentence);
  }

  /**
   * The next request.
   *
   * @param calls whether the reply may call tools
   */
  ModelRequest request(boolean calls) {
    List<Message> messages = window.messages();
    return new ModelRequest(system, window.summary(), messages, tools, calls, context::profile);
  }
}
