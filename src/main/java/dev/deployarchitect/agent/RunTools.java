package dev.deployarchitect.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.deployarchitect.agent.model.Message;
import dev.deployarchitect.agent.model.ToolCall;
import dev.deployarchitect.interrupt.Interruption;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The calls of one run: those of a step at once, their answers in the order of the calls. */
final class RunTools {
  /** No virtual threads: tools compute ({@link dev.deployarchitect.interrupt.Places}). */
  private static final ThreadFactory THREADS =
      Thread.ofPlatform().daemon().name("tool-", 1).factory();

  private final ToolRunner tools;
  private final ToolContext context;
  private final Permission permission;
  private final Consumer<AgentEvent> events;
  private final RepeatedCalls repeated = new RepeatedCalls();
  private final Set<String> callIds = new HashSet<>();
  private final Map<String, String> results = new ConcurrentHashMap<>();

  RunTools(
      ToolRunner tools, TurnRequest request, Permission permission, Consumer<AgentEvent> events) {
    this.tools = tools;
    this.context = request.context().remembering(call -> Optional.ofNullable(results.get(call)));
    this.permission = permission;
    this.events = events;
    request.history().messages().forEach(this::remember);
    request.progress().messages().forEach(this::remember);
  }

  private void remember(Message message) {
    if (message instanceof Message.ToolAnswer answer) {
      callIds.add(answer.call().id());
      results.put(answer.call().id(), answer.result().text());
    }
  }

  /** Some endpoints count calls anew in every reply, or leave ids out; ours are unique in a run. */
  ToolCall named(ToolCall call) {
    String wanted = call.id() == null || call.id().isBlank() ? "call" : call.id();
    String id = wanted;
    for (int i = 2; !callIds.add(id); i++) {
      id = wanted + "_" + i;
    }
    return new ToolCall(id, call.tool(), tools.plain(call.arguments()));
  }

  /** Every call gets an answer, also where {@code cancel} stopped it. */
  List<Message.ToolAnswer> run(List<ToolCall> calls, Cancel cancel) {
    ExecutorService threads = Executors.newThreadPerTaskExecutor(THREADS);
    Runnable forget = cancel.onCancel(threads::shutdownNow);
    try {
      List<Future<ToolResult>> running = new ArrayList<>();
      List<Future<ToolResult>> first = List.of();
      for (ToolCall call : calls) {
        // What changes the draft sees all before it, and what comes after sees the change.
        boolean changes = tools.changesFiles(call);
        running.add(begin(call, changes ? List.copyOf(running) : first, threads, cancel));
        first = changes ? List.of(running.getLast()) : first;
      }
      List<Message.ToolAnswer> answers = new ArrayList<>();
      for (int i = 0; i < calls.size(); i++) {
        ToolResult result = running.get(i).get();
        String text = Fence.of(calls.get(i).tool(), result.text());
        answers.add(new Message.ToolAnswer(calls.get(i), result, text));
        remember(answers.getLast());
      }
      return answers;
    } catch (InterruptedException e) {
      throw new CancellationException("interrupted");
    } catch (ExecutionException e) {
      cancel.check();
      throw new IllegalStateException("a tool call broke its contract", e.getCause());
    } finally {
      forget.run();
      // What was stopped has ended before a run says that it has.
      Interruption.end(threads);
    }
  }

  /**
   * Starts a call.
   *
   * @param first the calls that end before it begins
   */
  private Future<ToolResult> begin(
      ToolCall call, List<Future<ToolResult>> first, ExecutorService threads, Cancel cancel) {
    events.accept(
        new AgentEvent.ToolStarted(call.id(), call.tool(), ToolRunner.arguments(call, context)));
    Optional<ToolCall> same = repeated.tooOften(call, context.version());
    try {
      return threads.submit(() ->
          haveEnded(first)
              ? timed(
                  call,
                  () ->
                      same.map(known -> refused(call, known))
                          .orElseGet(() -> tools.call(call, contextOf(call, cancel))))
              : stopped(call));
    } catch (RejectedExecutionException e) {
      // Stopped before all calls had begun.
      return CompletableFuture.completedFuture(stopped(call));
    }
  }

  /** Waits; false where the wait was stopped. */
  private static boolean haveEnded(List<Future<ToolResult>> calls) {
    try {
      for (Future<ToolResult> call : calls) {
        call.get();
      }
      return true;
    } catch (InterruptedException | ExecutionException e) {
      return false;
    }
  }

  private ToolResult stopped(ToolCall call) {
    return timed(call, () -> new ToolResult.Failed(call.tool() + " was stopped."));
  }

  /** A result as clients read it. */
  JsonNode json(Message.ToolAnswer answer) {
    return tools.json(answer.result());
  }

  private ToolContext contextOf(ToolCall call, Cancel cancel) {
    return context
        .heardBy(said -> events.accept(new AgentEvent.ToolProgressed(call.id(), said)))
        .allowedBy(approval -> permission.ask(call, approval, cancel))
        .keptBy(change -> events.accept(Drafted.event(call.id(), change, context.secrets())));
  }

  private ToolResult timed(ToolCall call, Supplier<ToolResult> work) {
    long start = System.nanoTime();
    ToolResult result = work.get();
    long millis = (System.nanoTime() - start) / 1_000_000;
    // It has stopped the work, and must not stop the store.
    Thread.interrupted();
    events.accept(new AgentEvent.ToolFinished(call.id(), call.tool(), tools.json(result), millis));
    return result;
  }

  private static ToolResult refused(ToolCall call, ToolCall first) {
    return new ToolResult.Refused(
        "%s was already called with these arguments, and no file changed since; its result stands above. Where it was folded, read_result with call %s gives it again."
            .formatted(call.tool(), first.id()));
  }
}
