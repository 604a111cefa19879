package dev.deployarchitect.agent;

import dev.deployarchitect.agent.model.ToolCall;
import dev.deployarchitect.tool.Approval;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Asks a person on behalf of a call: by an event, answered by an event. Serves one run. */
final class Permission {
  private final Person person;
  private final Consumer<AgentEvent> events;
  private final AtomicLong waited = new AtomicLong();
  private final AtomicInteger asking = new AtomicInteger();
  private final String server = UUID.randomUUID().toString();

  Permission(Person person, Consumer<AgentEvent> events) {
    this.person = person;
    this.events = events;
  }

  /** Nanoseconds spent waiting for a person, which do not count against a run's time. */
  long waited() {
    return waited.get();
  }

  /** Whether a person is thinking at this moment. */
  boolean isAsking() {
    return asking.get() > 0;
  }

  Approval.Decision ask(ToolCall call, Approval approval, Cancel cancel) {
    if (!person.isThere()) {
      return new Approval.Decision.NobodyToAsk();
    }
    String id = id(call, approval);
    events.accept(
        new AgentEvent.ApprovalRequested(
            id, call.id(), call.tool(), approval.action(), approval.detail()));
    long start = System.nanoTime();
    asking.incrementAndGet();
    Approval.Decision decision;
    try {
      decision = person.decide(id, approval, cancel);
    } finally {
      waited.addAndGet(System.nanoTime() - start);
      asking.decrementAndGet();
    }
    events.accept(
        switch (decision) {
          case Approval.Decision.Approved() ->
              new AgentEvent.ApprovalDecided(id, call.id(), true, "");
          case Approval.Decision.Rejected(String reason) ->
              new AgentEvent.ApprovalDecided(id, call.id(), false, reason);
          case Approval.Decision.NobodyToAsk() ->
              new AgentEvent.ApprovalDecided(id, call.id(), false, "nobody can be asked here");
        });
    return decision;
  }

  /**
   * Of the call and of what it would do: a step that begins again may use the same call's id for
   * something else, for which no yes was given. Of this server too, where a yes counts once.
   */
  private String id(ToolCall call, Approval approval) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(
                  String.join(
                          "\n",
                          call.id(),
                          call.tool(),
                          approval.action(),
                          approval.detail(),
                          approval.once() ? server : "")
                      .getBytes(StandardCharsets.UTF_8));
      return "approval_" + HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
