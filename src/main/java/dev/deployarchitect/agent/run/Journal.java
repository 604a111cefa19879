package dev.deployarchitect.agent.run;

import dev.deployarchitect.agent.spending.Usage;
import dev.deployarchitect.draft.Change;
import dev.deployarchitect.tool.Approval;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Where conversations, runs and events are kept. An event is stored when the future of {@link
 * #append} completes; nobody is told of one before. Futures complete in the order of the calls, on
 * a thread that must not be held up. Thread-safe.
 */
public interface Journal extends AutoCloseable {

  /**
   * A conversation about one workspace, by its name among those the server was given.
   *
   * @param owner the name of the key that began it; empty where none is needed
   */
  record Conversation(String id, String workspace, String owner, Instant created) {}

  /**
   * A run.
   *
   * @param status running, finished, cancelled or failed
   * @param answer empty until it finished
   */
  record Run(
      String id,
      String conversation,
      String question,
      String status,
      String answer,
      Instant started,
      Usage used) {

    public boolean isRunning() {
      return status.equals("running");
    }
  }

  /** What asking for a run came to. */
  sealed interface Started {
    record Fresh(Run run, Claim claim) implements Started {}

    /** The same idempotency key started this run before. */
    record Known(Run run) implements Started {}

    /** Another run of the conversation is under way. */
    record Busy(Run run) implements Started {}
  }

  /**
   * A run whose server has not renewed its lease.
   *
   * @param attempts servers that took it since it last finished a step
   * @param silent how long ago the lease ended, by the store's clock
   */
  record Orphan(Run run, String workspace, int attempts, Duration silent) {}

  /** Whether servers on other machines may work on it: who follows a run there is not known. */
  boolean isShared();

  /** Keeps a repository that was sent, as a zip, under a name that no other has. */
  void keepUpload(String name, String owner, byte[] zip);

  Optional<byte[]> upload(String name);

  /** Whether there is still one of this name. */
  boolean hasUpload(String name);

  /** False where the owner has none of this name. */
  boolean removeUpload(String name, String owner);

  /** The names of what an owner sent, newest first. */
  List<String> uploads(String owner);

  void create(Conversation conversation);

  Optional<Conversation> conversation(String id);

  /**
   * A conversation as its owner finds it again.
   *
   * @param title the beginning of its first question; empty while none was asked
   * @param touched when it was last asked something
   */
  record Listed(Conversation conversation, String title, Instant touched) {}

  /** Of one owner, last asked first. */
  List<Listed> conversations(String owner, int most);

  /**
   * Takes away what was said in a conversation; what it cost stays counted. False while a run of it
   * is under way, or when there is none.
   */
  boolean forget(String conversation);

  /**
   * A run's first words.
   *
   * @param key which makes the same request twice one run
   * @param insteadOf a run of the conversation that this one replaces, with all after it
   */
  record Asked(
      String run,
      String conversation,
      String question,
      Optional<String> key,
      Optional<String> insteadOf) {}

  Started start(Asked asked, String server, Duration lease);

  Optional<Run> run(String id);

  /** In the order in which they were started, without those that others replaced. */
  List<Run> runs(String conversation);

  /** What an event changes in its run, together with being stored: both or neither. */
  sealed interface Effect {
    record None() implements Effect {}

    /** The run has come further: attempts are counted from here. */
    record Advanced() implements Effect {}

    record Spent(Usage usage) implements Effect {}

    /** The conversation's draft is another; the texts are kept here alone. */
    record Drafted(Change change) implements Effect {}

    record Ended(String status, String answer) implements Effect {}
  }

  /** Fails with {@link LostClaimException} when the run is not held under this claim any more. */
  CompletableFuture<Void> append(Claim claim, NumberedEvent event, Effect effect);

  /** What the other runs of a conversation have used. */
  Usage usedBeside(Run run);

  /** Counts what an owner used outside of runs. */
  void spent(String owner, Usage usage);

  /** What an owner's runs that started since have used, and what was counted since beside them. */
  Usage usedSince(String owner, Instant since);

  /** Events with a number above {@code after}, in order, the first {@code most} of them. */
  List<NumberedEvent> events(String run, long after, int most);

  /** A change of the draft, by the number of its event. */
  record Drafted(long number, Change change) {}

  /** What events of a run changed in the draft, in order; also those of steps that began again. */
  List<Drafted> drafted(String run);

  /** Gives each a new lease; returns the runs that are not held under these claims any more. */
  Set<String> renew(Collection<Claim> claims, Duration lease);

  /** Ends the lease at once, so that another server can take the run. */
  void release(Claim claim);

  /** Runs under way whose lease has ended. */
  List<Orphan> orphans(int most);

  /** Takes a run whose lease has ended; empty when it ended, or another server was faster. */
  Optional<Claim> take(String run, String server, Duration lease);

  /** Whichever server has the run learns of it; false when the run has ended. */
  boolean askToCancel(String run);

  /** Notes that a surface showed an approval, and has a secret of this hash. */
  void show(String run, String approval, String secretHash);

  /** Whether a surface that showed the approval has the secret of this hash. */
  boolean isShown(String run, String approval, String secretHash);

  /** Decides once; false when it was decided before, or the run has ended. */
  boolean decide(String run, String approval, Approval.Decision decision, String by);

  Optional<Approval.Decision> decision(String run, String approval);

  /** Runs under way on {@code server} that somebody asked to cancel. */
  Set<String> askedToCancel(String server);

  /**
   * Calls {@code onNews} after events of the run were stored, here or (where the store can tell) on
   * another server, and after requests to cancel where {@code topic} is {@link #CANCELS}. Calls may
   * be spurious, and late where only asking again helps. Returns how to stop it.
   */
  Runnable watch(String topic, Runnable onNews);

  /** The topic of requests to cancel any run. */
  String CANCELS = "cancels";

  @Override
  void close();
}
