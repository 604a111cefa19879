package dev.deployarchitect.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deployarchitect.agent.model.Message;
import dev.deployarchitect.agent.model.ModelTool;
import dev.deployarchitect.agent.model.ToolCall;
import dev.deployarchitect.content.Content;
import dev.deployarchitect.interrupt.Interruption;
import dev.deployarchitect.tool.ResultJson;
import dev.deployarchitect.tool.Scrub;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import dev.deployarchitect.tool.Toolbox;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;

/** Runs the calls of one step, all at once, and gives the answers in the order of the calls. */
final class ToolRunner {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** No virtual threads: tools compute ({@link dev.deployarchitect.interrupt.Places}). */
  private static final ThreadFactory THREADS =
      Thread.ofPlatform().daemon().name("tool-", 1).factory();

  private final Toolbox toolbox;
  private final Content content;
  private final List<ModelTool> specifications;

  ToolRunner(Toolbox toolbox, Content content) {
    this.toolbox = toolbox;
    this.content = content;
    this.specifications =
        toolbox.tools().stream()
            .map(t -> new ModelTool(t.name(), t.description(content), t.schema()))
            .toList();
  }

  List<ModelTool> specifications() {
    return specifications;
  }

  ObjectNode json(ToolResult result) {
    return ResultJson.of(result, content);
  }

  /**
   * Arguments as they are stored with their event: without spaces between, so that what later
   * requests are told of this call is the same byte for byte. What is no object stays as it is.
   */
  String plain(String arguments) {
    try {
      return arguments.isBlank()
          ? "{}"
          : MAPPER.readTree(arguments) instanceof ObjectNode object ? object.toString() : arguments;
    } catch (JsonProcessingException e) {
      return arguments;
    }
  }

  List<Message.ToolAnswer> run(
      List<ToolCall> calls,
      ToolContext context,
      Consumer<AgentEvent> events,
      Cancel cancel,
      RepeatedCalls repeated,
      Permission permission) {
    List<Message.ToolAnswer> answers = new ArrayList<>();
    ExecutorService threads = Executors.newThreadPerTaskExecutor(THREADS);
    Runnable forget = cancel.onCancel(threads::shutdownNow);
    try {
      List<Future<ToolResult>> running = new ArrayList<>();
      for (ToolCall call : calls) {
        events.accept(new AgentEvent.ToolStarted(call.id(), call.tool(), arguments(call, context)));
        boolean tooOften = repeated.tooOften(call);
        Callable<ToolResult> work = () -> one(call, tooOften, context, events, permission);
        running.add(threads.submit(work));
      }
      for (int i = 0; i < calls.size(); i++) {
        ToolResult result = running.get(i).get();
        cancel.check();
        String text = Fence.of(calls.get(i).tool(), result.text());
        answers.add(new Message.ToolAnswer(calls.get(i), result, text));
      }
      return answers;
    } catch (InterruptedException e) {
      throw new CancellationException("interrupted");
    } catch (RejectedExecutionException e) {
      // Stopped before all calls had begun.
      throw new CancellationException("cancelled");
    } catch (ExecutionException e) {
      cancel.check();
      throw new IllegalStateException("a tool call broke its contract", e.getCause());
    } finally {
      forget.run();
      // What was stopped has ended before a run says that it has.
      Interruption.end(threads);
    }
  }

  private ToolResult one(
      ToolCall call,
      boolean tooOften,
      ToolContext context,
      Consumer<AgentEvent> events,
      Permission permission) {
    long start = System.nanoTime();
    ToolResult result =
        tooOften
            ? new ToolResult.Refused(
                "%s was already called with these arguments; its result stands above. Answer from it."
                    .formatted(call.tool()))
            : call(
                call,
                context
                    .heardBy(said -> events.accept(new AgentEvent.ToolProgressed(call.id(), said)))
                    .allowedBy(approval -> permission.ask(call, approval)));
    long millis = (System.nanoTime() - start) / 1_000_000;
    events.accept(new AgentEvent.ToolFinished(call.id(), call.tool(), json(result), millis));
    return result;
  }

  private ToolResult call(ToolCall call, ToolContext context) {
    try {
      String text = call.arguments().isBlank() ? "{}" : call.arguments();
      return toolbox.call(call.tool(), MAPPER.readTree(text), context);
    } catch (JsonProcessingException e) {
      return new ToolResult.Retry(
          "The arguments of %s are no JSON (%s). Call it again with one JSON object."
              .formatted(call.tool(), e.getOriginalMessage().lines().findFirst().orElse("")));
    }
  }

  /** For people and stores: as an object, with secrets replaced; broken JSON as a text. */
  private static ObjectNode arguments(ToolCall call, ToolContext context) {
    try {
      JsonNode node = MAPPER.readTree(call.arguments().isBlank() ? "{}" : call.arguments());
      if (Scrub.json(node, context.secrets()) instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException e) {
      // Shown as it was written.
    }
    return JsonNodeFactory.instance
        .objectNode()
        .put("text", context.secrets().replace(call.arguments()));
  }
}
