package dev.deployarchitect.agent.run;

import dev.deployarchitect.agent.AgentEvent;
import dev.deployarchitect.agent.Cancel;
import dev.deployarchitect.agent.spending.Usage;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** A run under way on this server: numbers and stores its events, and tells who follows it. */
final class LiveRun {
  private final Journal journal;
  private final Claim claim;
  private final Cancel cancel = new Cancel();
  private final List<Tail> tails = new CopyOnWriteArrayList<>();
  private volatile CompletableFuture<Void> stored = CompletableFuture.completedFuture(null);
  private volatile boolean given;
  private volatile long told;
  private long number;

  /**
   * A run that this server holds.
   *
   * @param number of the last event that is stored
   */
  LiveRun(Journal journal, Claim claim, long number) {
    this.journal = journal;
    this.claim = claim;
    this.number = number;
    this.told = number;
  }

  Claim claim() {
    return claim;
  }

  Cancel cancel() {
    return cancel;
  }

  /** Stores an event, and tells the followers once it is stored. One call at a time. */
  void publish(AgentEvent event) {
    if (given) {
      return;
    }
    NumberedEvent numbered = NumberedEvent.of(++number, event);
    stored =
        journal
            .append(claim, numbered, effect(event))
            .thenRun(() -> tell(numbered))
            .whenComplete((done, error) -> {
              if (error != null) {
                giveUp();
              }
            });
  }

  private void tell(NumberedEvent event) {
    told = event.number();
    tails.forEach(tail -> tail.offer(event));
  }

  /** The last event that is stored; what comes after it reaches every tail that is here now. */
  long told() {
    return told;
  }

  private static Journal.Effect effect(AgentEvent event) {
    return switch (event) {
      case AgentEvent.RunFinished(String answer) -> new Journal.Effect.Ended("finished", answer);
      case AgentEvent.RunCancelled() -> new Journal.Effect.Ended("cancelled", "");
      case AgentEvent.RunFailed(String sentence) -> new Journal.Effect.Ended("failed", "");
      case AgentEvent.StepFinished(int step) -> new Journal.Effect.Advanced();
      case AgentEvent.UsageReported(Usage usage) -> new Journal.Effect.Spent(usage);
      case AgentEvent.DraftChanged changed -> new Journal.Effect.Drafted(changed.change());
      default -> new Journal.Effect.None();
    };
  }

  /** Stops the work without ending the run: another server has it, or will. */
  void giveUp() {
    given = true;
    // On a thread of its own: stopping a tool may wait, and the store's thread must not.
    Thread.ofVirtual().start(cancel::cancel);
  }

  /** Waits until all is stored; false when the run was not brought to its end here. */
  boolean await() {
    try {
      stored.join();
      return !given;
    } catch (RuntimeException e) {
      return false;
    }
  }

  boolean isFollowed() {
    return !tails.isEmpty();
  }

  void follow(Tail tail) {
    tails.add(tail);
  }

  void forget(Tail tail) {
    tails.remove(tail);
  }

  /** Nothing more comes from here. */
  void close() {
    tails.forEach(Tail::end);
  }
}
