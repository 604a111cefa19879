package dev.deployarchitect.tool;

import dev.deployarchitect.interrupt.Places;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.workspace.Secrets;
import dev.deployarchitect.workspace.Workspace;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The repository a call is about, and who hears how far it has come. Profile and secrets are read
 * on first use and kept: one context serves one run, so that all tools of a run see one state,
 * until one of them writes. Thread-safe.
 */
public final class ToolContext {
  /** A reader follows no more than so many words a second. */
  private static final long BETWEEN_NANOS = 250_000_000;

  /** What is read once for all that share a context. */
  private static final class Known {
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Workspace workspace;
    private final AtomicLong version = new AtomicLong();
    private ProjectProfile profile;
    private Secrets secrets;

    Known(Workspace workspace) {
      this.workspace = workspace;
    }
  }

  private final Known known;
  private final Consumer<String> listener;
  private final Function<Approval, Approval.Decision> person;
  private final Function<String, Optional<String>> results;
  private final AtomicLong next = new AtomicLong(System.nanoTime());

  public ToolContext(Workspace workspace) {
    this(
        new Known(workspace),
        message -> {},
        a -> new Approval.Decision.NobodyToAsk(),
        c -> Optional.empty());
  }

  private ToolContext(
      Known known,
      Consumer<String> listener,
      Function<Approval, Approval.Decision> person,
      Function<String, Optional<String>> results) {
    this.known = known;
    this.listener = listener;
    this.person = person;
    this.results = results;
  }

  /** The same for one call, whose progress {@code heard} is told. */
  public ToolContext heardBy(Consumer<String> heard) {
    return new ToolContext(known, heard, person, results);
  }

  /** The same for one call, which {@code decides} may allow more than reading. */
  public ToolContext allowedBy(Function<Approval, Approval.Decision> decides) {
    return new ToolContext(known, listener, decides, results);
  }

  /** The same for calls that may ask for the texts of earlier results, by their calls' ids. */
  public ToolContext remembering(Function<String, Optional<String>> earlier) {
    return new ToolContext(known, listener, person, earlier);
  }

  /** The text of an earlier call's result, where it is remembered. */
  public Optional<String> result(String call) {
    return results.apply(call);
  }

  /** Asks whether something beyond reading may be done; waits for the decision. */
  public Approval.Decision ask(Approval approval) {
    return Places.away(() -> person.apply(approval));
  }

  /** Says in a few words how far a long work has come; too many at once are left out. */
  public void progress(String message) {
    long now = System.nanoTime();
    long due = next.get();
    if (now - due >= 0 && next.compareAndSet(due, now + BETWEEN_NANOS)) {
      listener.accept(message);
    }
  }

  public Workspace workspace() {
    return known.workspace;
  }

  /**
   * Counts the states of the files in this run: what was read in an earlier one may have changed.
   */
  public long version() {
    return known.version.get();
  }

  /** After files were written: all that share this context read them anew. */
  public void readAgain() {
    known.lock.lock();
    try {
      known.workspace = known.workspace.again();
      known.version.incrementAndGet();
      known.profile = null;
      known.secrets = null;
    } finally {
      known.lock.unlock();
    }
  }

  public ProjectProfile profile() {
    known.lock.lock();
    try {
      if (known.profile == null) {
        known.profile = ProjectProfile.of(known.workspace);
      }
      return known.profile;
    } finally {
      known.lock.unlock();
    }
  }

  public Secrets secrets() {
    known.lock.lock();
    try {
      if (known.secrets == null) {
        known.secrets = Secrets.of(known.workspace);
      }
      return known.secrets;
    } finally {
      known.lock.unlock();
    }
  }
}
