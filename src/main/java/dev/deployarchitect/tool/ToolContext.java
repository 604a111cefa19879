package dev.deployarchitect.tool;

import dev.deployarchitect.draft.Change;
import dev.deployarchitect.draft.Draft;
import dev.deployarchitect.draft.Rebase;
import dev.deployarchitect.interrupt.Places;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.workspace.Secrets;
import dev.deployarchitect.workspace.Workspace;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The repository a call is about, with the draft on it, and who hears how far it has come. Profile
 * and secrets are read on first use and kept: one context serves one run, so that all tools of a
 * run see one state, until one of them changes it. Thread-safe.
 */
public final class ToolContext {
  /** A reader follows no more than so many words a second. */
  private static final long BETWEEN_NANOS = 250_000_000;

  /** What is read once for all that share a context. */
  private static final class Known {
    private final ReentrantLock lock = new ReentrantLock();
    private final Proposals proposals = new Proposals();
    private final CheckedFiles checked = new CheckedFiles();
    private volatile Workspace original;
    private volatile Workspace workspace;
    private volatile Draft draft;
    private final boolean drafting;
    private final AtomicLong readings = new AtomicLong();
    private ProjectProfile profile;
    private Secrets secrets;

    Known(Workspace original, Draft draft, boolean drafting) {
      this.original = original;
      this.drafting = drafting;
      this.draft = draft;
      this.workspace = draft.over(original);
    }

    /** The repository or the draft is another now. */
    void changed() {
      workspace = draft.over(original);
      profile = null;
    }
  }

  private final Known known;
  private final Consumer<String> listener;
  private final Function<Approval, Approval.Decision> person;
  private final Consumer<Change> keeper;
  private final Function<String, Optional<String>> results;
  private final AtomicLong next = new AtomicLong(System.nanoTime());

  public ToolContext(Workspace workspace) {
    this(
        new Known(workspace, Draft.EMPTY, false),
        message -> {},
        a -> new Approval.Decision.NobodyToAsk(),
        change -> {},
        call -> Optional.empty());
  }

  private ToolContext(
      Known known,
      Consumer<String> listener,
      Function<Approval, Approval.Decision> person,
      Consumer<Change> keeper,
      Function<String, Optional<String>> results) {
    this.known = known;
    this.listener = listener;
    this.person = person;
    this.keeper = keeper;
    this.results = results;
  }

  /**
   * The same repository with a draft of its own. What the repository changed meanwhile is brought
   * into it where both fit together; {@code kept} is told of that.
   */
  public ToolContext withDraft(Draft draft, Consumer<Change> kept) {
    Known own = new Known(known.original, Draft.EMPTY, true);
    known.lock.lock();
    try {
      own.profile = known.profile;
      own.secrets = known.secrets;
    } finally {
      known.lock.unlock();
    }
    ToolContext context = new ToolContext(own, listener, person, kept, results);
    if (draft.version() > 0) {
      own.draft = draft;
      context.rebase();
    }
    return context;
  }

  /** The same for one call, whose progress {@code heard} is told. */
  public ToolContext heardBy(Consumer<String> heard) {
    return new ToolContext(known, heard, person, keeper, results);
  }

  /** The same for one call, which {@code decides} may allow more than reading. */
  public ToolContext allowedBy(Function<Approval, Approval.Decision> decides) {
    return new ToolContext(known, listener, decides, keeper, results);
  }

  /** The same for one call, whose changes of the draft {@code kept} is told before it ends. */
  public ToolContext keptBy(Consumer<Change> kept) {
    return new ToolContext(known, listener, person, kept, results);
  }

  /** The same for calls that may ask for the texts of earlier results, by their calls' ids. */
  public ToolContext remembering(Function<String, Optional<String>> earlier) {
    return new ToolContext(known, listener, person, keeper, earlier);
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

  /** The repository with the draft on it: what every tool reads. */
  public Workspace workspace() {
    return known.workspace;
  }

  /** The repository without the draft. */
  public Workspace original() {
    return known.original;
  }

  /** Whether it is a conversation's, whose draft is delivered. */
  public boolean isDrafting() {
    return known.drafting;
  }

  public Draft draft() {
    return known.draft;
  }

  /** What generators proposed and nobody took yet. */
  public Proposals proposals() {
    return known.proposals;
  }

  /** What checks said of the draft's files. */
  public CheckedFiles checked() {
    return known.checked;
  }

  /**
   * Changes the draft, for all that share this context. One change at a time.
   *
   * @param texts what paths are to hold, read off the workspace as it is then; empty for a file to
   *     delete
   * @return the change; without files where nothing is otherwise than before
   */
  public Change change(
      String tool, String why, Function<Workspace, Map<String, Optional<String>>> texts) {
    known.lock.lock();
    try {
      return keep(known.draft.change(tool, why, known.original, texts.apply(known.workspace)));
    } finally {
      known.lock.unlock();
    }
  }

  private Change keep(Change change) {
    if (!change.files().isEmpty()) {
      known.draft = known.draft.with(change);
      keeper.accept(change);
    }
    known.changed();
    return change;
  }

  private void rebase() {
    keep(Rebase.of(known.draft, known.original).change());
  }

  /**
   * Counts the states of the files in this run: what was read in an earlier one may have changed.
   */
  public long version() {
    return known.readings.get() + known.draft.version();
  }

  /** After files were written: all that share this context read them anew. */
  public void readAgain() {
    known.lock.lock();
    try {
      known.original = known.original.again();
      known.readings.incrementAndGet();
      known.secrets = null;
      rebase();
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
        known.secrets = Secrets.of(known.original);
      }
      return known.secrets;
    } finally {
      known.lock.unlock();
    }
  }
}
