package dev.deployarchitect.agent.model;

import dev.deployarchitect.agent.Cancel;
import dev.deployarchitect.agent.wire.Wire;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.model.openai.OpenAiTokenUsage;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/** Any endpoint that speaks OpenAI's chat completions, streamed. */
public final class OpenAiModel implements Model {

  /** Where it is and which model; the key is kept out of every text. */
  public record Settings(String baseUrl, String key, String model) {
    @Override
    public String toString() {
      return model + " at " + baseUrl;
    }
  }

  /** Characters of one answer: some three hundred pages. */
  private static final long LONGEST = 1_000_000;

  private final Settings settings;
  private final OpenAiStreamingChatModel model;
  private final ScopedValue<WireHttpClient.Call> calls = ScopedValue.newInstance();

  /** Of the last request, and most often of the next. */
  private volatile SharedParts last;

  public OpenAiModel(Settings settings, Wire wire) {
    this.settings = settings;
    // One for all calls: making it looks for services on the whole classpath.
    this.model =
        OpenAiStreamingChatModel.builder()
            .httpClientBuilder(new WireHttpClient.Builder(new WireHttpClient(wire, calls)))
            .baseUrl(settings.baseUrl())
            .apiKey(settings.key())
            .modelName(settings.model())
            .build();
  }

  @Override
  public String name() {
    return settings.model();
  }

  @Override
  public ModelReply reply(ModelRequest request, Consumer<String> onText, Cancel cancel) {
    Collector collector = new Collector(onText);
    OpenAiChatRequestParameters.Builder parameters = OpenAiChatRequestParameters.builder();
    if (!request.tools().isEmpty()) {
      // Endpoints refuse messages with calls where no tools are told, and "none" is their word for
      // a reply without (OpenAI's API reference, tool_choice; Mistral, vLLM and Gemini alike).
      parameters.customParameters(
          request.calls()
              ? Map.of("tools", SharedParts.TOOLS)
              : Map.of("tools", SharedParts.TOOLS, "tool_choice", "none"));
    }
    ChatRequest chat =
        ChatRequest.builder()
            .messages(ChatMessages.of(request))
            .parameters(parameters.build())
            .build();
    ScopedValue.where(calls, new WireHttpClient.Call(parts(request), cancel, collector::isTooLong))
        .run(() -> model.chat(chat, collector));
    cancel.check();
    return collector.result();
  }

  private SharedParts parts(ModelRequest request) {
    SharedParts known = last;
    if (known == null || !known.fit(request)) {
      known = SharedParts.of(request);
      last = known;
    }
    return known;
  }

  /** Gathers one reply. Only the first end counts: LangChain4j may report an error and an end. */
  private final class Collector implements StreamingChatResponseHandler {
    private final Consumer<String> onText;
    private long length;
    private ChatResponse response;
    private Throwable error;

    Collector(Consumer<String> onText) {
      this.onText = onText;
    }

    @Override
    public void onPartialResponse(String text) {
      length += text.length();
      onText.accept(text);
    }

    boolean isTooLong() {
      return length > LONGEST;
    }

    @Override
    public void onCompleteResponse(ChatResponse complete) {
      if (response == null && error == null) {
        response = complete;
      }
    }

    @Override
    public void onError(Throwable e) {
      if (response == null && error == null) {
        error = e;
      }
    }

    ModelReply result() {
      if (error instanceof CancellationException cancelled) {
        throw cancelled;
      }
      if (error != null) {
        throw failure(error);
      }
      if (response == null) {
        throw ModelException.passing("The model endpoint ended without a reply.");
      }
      if (response.finishReason() == null) {
        throw ModelException.passing("The model's reply was cut off before its end.");
      }
      AiMessage message = response.aiMessage();
      List<ToolCall> calls =
          message.toolExecutionRequests().stream()
              .map(call -> new ToolCall(call.id(), call.name(), call.arguments()))
              .toList();
      return new ModelReply(
          message.text() == null ? "" : message.text(),
          calls,
          tokens(response.tokenUsage()),
          response.finishReason() == FinishReason.LENGTH);
    }
  }

  private static ModelReply.Tokens tokens(TokenUsage usage) {
    if (usage == null) {
      return ModelReply.Tokens.NONE;
    }
    boolean details = usage instanceof OpenAiTokenUsage o && o.inputTokensDetails() != null;
    return new ModelReply.Tokens(
        count(usage.inputTokenCount()),
        details ? count(((OpenAiTokenUsage) usage).inputTokensDetails().cachedTokens()) : 0,
        count(usage.outputTokenCount()));
  }

  private static int count(Integer given) {
    return given == null ? 0 : given;
  }

  private ModelException failure(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof EndpointException e) {
        return e.toModelException(settings.baseUrl());
      }
      if (cause instanceof ModelException e) {
        return e;
      }
    }
    return ModelException.of("The model's reply could not be read.", true, Duration.ZERO, error);
  }
}
