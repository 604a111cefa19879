package dev.deployarchitect.agent;

import dev.deployarchitect.agent.model.Message;
import dev.deployarchitect.tool.ToolContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** Starts runs on threads of their own, stores their events, and lets clients follow them. */
public final class Runs {
  private static final int REMEMBERED = 6;

  /** A run under way on this server. */
  private static final class Live {
    private final Cancel cancel = new Cancel();
    private final List<BlockingQueue<NumberedEvent>> followers = new ArrayList<>();
    private long number;
    private CompletableFuture<Void> stored = CompletableFuture.completedFuture(null);
  }

  private final Journal journal;
  private final Turn turn;
  private final Function<String, Optional<ToolContext>> workspaces;
  private final Map<String, Live> live = new ConcurrentHashMap<>();
  private final AtomicLong started = new AtomicLong();

  /**
   * The runs of one server.
   *
   * @param workspaces a fresh context of a workspace by its name
   */
  public Runs(Journal journal, Agent agent, Function<String, Optional<ToolContext>> workspaces) {
    this.journal = journal;
    this.turn = agent.turn();
    this.workspaces = workspaces;
  }

  public Journal journal() {
    return journal;
  }

  /** Runs under way on this server. */
  public int active() {
    return live.size();
  }

  /** Runs started since this server started. */
  public long started() {
    return started.get();
  }

  /** Starts a run, unless its key is known or the conversation is busy. */
  public Journal.Started start(
      Journal.Conversation conversation, String question, Optional<String> key) {
    String id = "run_" + UUID.randomUUID().toString().replace("-", "");
    Live entry = new Live();
    live.put(id, entry);
    Journal.Started started = journal.start(id, conversation.id(), question, key);
    if (!(started instanceof Journal.Started.Fresh)) {
      live.remove(id);
      return started;
    }
    this.started.incrementAndGet();
    List<Message> history = history(conversation.id(), id);
    Thread.ofVirtual().name(id).start(() -> work(id, entry, conversation, question, history));
    return started;
  }

  private void work(
      String id,
      Live entry,
      Journal.Conversation conversation,
      String question,
      List<Message> history) {
    Optional<ToolContext> context = workspaces.apply(conversation.workspace());
    if (context.isEmpty()) {
      publish(
          id,
          entry,
          new AgentEvent.RunFailed(
              "The workspace %s is not open on this server.".formatted(conversation.workspace())));
    } else {
      turn.run(id, question, history, context.get(), e -> publish(id, entry, e), entry.cancel);
    }
    try {
      entry.stored.join();
    } finally {
      live.remove(id);
    }
  }

  /** Stores an event, and tells the followers once it is stored. */
  private void publish(String id, Live entry, AgentEvent event) {
    // Queued first, so that a client that sees the last event finds the run ended.
    CompletableFuture<Void> ended =
        switch (event) {
          case AgentEvent.RunFinished(String answer) -> journal.end(id, "finished", answer);
          case AgentEvent.RunCancelled() -> journal.end(id, "cancelled", "");
          case AgentEvent.RunFailed(String sentence) -> journal.end(id, "failed", "");
          default -> CompletableFuture.completedFuture(null);
        };
    NumberedEvent numbered =
        new NumberedEvent(
            ++entry.number, EventJson.type(event), EventJson.of(event).toString(), event.isLast());
    CompletableFuture<Void> told =
        journal.append(id, numbered).thenRun(() -> tell(entry, numbered));
    entry.stored = CompletableFuture.allOf(ended, told);
  }

  private static void tell(Live entry, NumberedEvent event) {
    synchronized (entry.followers) {
      entry.followers.forEach(queue -> queue.add(event));
    }
  }

  /** What was asked and answered before in the conversation, the last turns only. */
  private List<Message> history(String conversation, String except) {
    List<Message> messages = new ArrayList<>();
    List<Journal.Run> finished =
        journal.runs(conversation).stream()
            .filter(r -> r.status().equals("finished") && !r.id().equals(except))
            .toList();
    for (Journal.Run run :
        finished.subList(Math.max(0, finished.size() - REMEMBERED), finished.size())) {
      messages.add(new Message.User(run.question()));
      messages.add(new Message.Assistant(run.answer(), List.of()));
    }
    return messages;
  }

  /** Asks a run to stop; false when it is not under way here. */
  public boolean cancel(String run) {
    Live entry = live.get(run);
    if (entry == null) {
      return false;
    }
    entry.cancel.cancel();
    return true;
  }

  /** Where a follower's events go. */
  public interface Follower {
    void event(NumberedEvent event) throws InterruptedException;

    /** Called when nothing happened for {@code beat} milliseconds. */
    void idle() throws InterruptedException;
  }

  /**
   * Gives the events above {@code after}, then those to come, until the run's last. Blocks.
   *
   * @param beat milliseconds of silence after which {@link Follower#idle} is called
   */
  public void follow(String run, long after, long beat, Follower follower)
      throws InterruptedException {
    BlockingQueue<NumberedEvent> queue = new LinkedBlockingQueue<>();
    Live entry = live.get(run);
    if (entry != null) {
      synchronized (entry.followers) {
        entry.followers.add(queue);
      }
    }
    try {
      // Registered first, read second: what is stored in between comes twice and is told apart.
      long seen = after;
      for (NumberedEvent event : journal.events(run, after)) {
        seen = event.number();
        follower.event(event);
        if (event.last()) {
          return;
        }
      }
      while (entry != null) {
        NumberedEvent event = queue.poll(beat, TimeUnit.MILLISECONDS);
        if (event == null) {
          follower.idle();
        } else if (event.number() > seen) {
          follower.event(event);
          if (event.last()) {
            return;
          }
        }
      }
    } finally {
      if (entry != null) {
        synchronized (entry.followers) {
          entry.followers.remove(queue);
        }
      }
    }
  }
}
