package dev.deployarchitect.agent.model;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import java.util.ArrayList;
import java.util.List;

/** Our messages as LangChain4j's; the system prompt as its mark. */
final class ChatMessages {
  private ChatMessages() {}

  static List<ChatMessage> of(ModelRequest request) {
    List<ChatMessage> messages = new ArrayList<>();
    messages.add(SystemMessage.from(SharedParts.SYSTEM));
    String before = request.summary().isEmpty() ? "" : request.summary() + "\n\n";
    for (Message message : request.messages()) {
      ChatMessage last = messages.getLast();
      messages.add(
          switch (message) {
            // Not a message of its own: some endpoints want users and assistants to alternate.
            case Message.User(String text) when messages.size() == 1 ->
                UserMessage.from(before + text);
            case Message.User(String text) -> UserMessage.from(text);
            // Not a user's message after a tool's: Mistral's endpoint takes none.
            case Message.Note(String text) when last instanceof ToolExecutionResultMessage m -> {
              messages.removeLast();
              yield ToolExecutionResultMessage.from(m.id(), m.toolName(), m.text() + "\n\n" + text);
            }
            case Message.Note(String text) when last instanceof UserMessage m -> {
              messages.removeLast();
              yield UserMessage.from(m.singleText() + "\n\n" + text);
            }
            case Message.Note(String text) -> UserMessage.from(text);
            // Nor two of the assistant, as where a reply was broken off at a limit.
            case Message.Assistant(String text, List<ToolCall> calls)
                when calls.isEmpty()
                    && last instanceof AiMessage m
                    && !m.hasToolExecutionRequests() -> {
              messages.removeLast();
              yield AiMessage.from(m.text() + "\n\n" + text);
            }
            case Message.Assistant(String text, List<ToolCall> calls) when calls.isEmpty() ->
                AiMessage.from(text);
            case Message.Assistant(String text, List<ToolCall> calls) ->
                AiMessage.builder()
                    .text(text.isEmpty() ? null : text)
                    .toolExecutionRequests(calls.stream().map(ChatMessages::request).toList())
                    .build();
            case Message.ToolAnswer(ToolCall call, var result, String text) ->
                ToolExecutionResultMessage.from(call.id(), call.tool(), text);
          });
    }
    return messages;
  }

  private static ToolExecutionRequest request(ToolCall call) {
    return ToolExecutionRequest.builder()
        .id(call.id())
        .name(call.tool())
        .arguments(call.arguments())
        .build();
  }
}
