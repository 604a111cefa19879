package dev.deployarchitect.agent;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Where conversations, runs and events are kept. An event is stored when the future of {@link
 * #append} completes; nobody is told of one before. Futures complete in the order of the calls.
 * Thread-safe.
 */
public interface Journal extends AutoCloseable {

  /** A conversation about one workspace, by its name among those the server was given. */
  record Conversation(String id, String workspace, Instant created) {}

  /** A run; {@code answer} is empty until it finished. */
  record Run(String id, String conversation, String question, String status, String answer) {}

  /** What asking for a run came to. */
  sealed interface Started {
    record Fresh(Run run) implements Started {}

    /** The same idempotency key started this run before. */
    record Known(Run run) implements Started {}

    /** Another run of the conversation is under way. */
    record Busy(Run run) implements Started {}
  }

  void create(Conversation conversation);

  Optional<Conversation> conversation(String id);

  /** Newest first. */
  List<Conversation> conversations(int most);

  Started start(String runId, String conversation, String question, Optional<String> key);

  Optional<Run> run(String id);

  /** In the order in which they were started. */
  List<Run> runs(String conversation);

  CompletableFuture<Void> append(String run, NumberedEvent event);

  /** Events with a number above {@code after}, in order. */
  List<NumberedEvent> events(String run, long after);

  CompletableFuture<Void> end(String run, String status, String answer);

  @Override
  void close();
}
