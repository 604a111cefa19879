package dev.deployarchitect.agent.run;

import dev.deployarchitect.agent.Agent;
import dev.deployarchitect.agent.AgentEvent;
import dev.deployarchitect.agent.Aside;
import dev.deployarchitect.agent.Cancel;
import dev.deployarchitect.agent.Progress;
import dev.deployarchitect.agent.TurnRequest;
import dev.deployarchitect.agent.spending.Bound;
import dev.deployarchitect.agent.spending.Budgets;
import dev.deployarchitect.agent.spending.Usage;
import dev.deployarchitect.draft.Draft;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.workspace.Secrets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts runs on threads of their own, takes over those whose server has gone, and lets clients
 * follow them wherever they run.
 */
public final class Runs implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Runs.class);

  /** How long a run waits for a person. */
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  private final Journal journal;
  private final Agent agent;
  private final Function<String, Optional<ToolContext>> workspaces;
  private final RunSettings settings;
  private final History history;
  private final Drafts drafts;
  private final Map<String, LiveRun> live = new ConcurrentHashMap<>();
  private final AtomicLong started = new AtomicLong();
  private final Following following;
  private final Keeper keeper;
  private volatile boolean draining;

  /**
   * The runs of one server.
   *
   * @param workspaces a fresh context of a workspace by its name
   */
  public Runs(
      Journal journal,
      Agent agent,
      Function<String, Optional<ToolContext>> workspaces,
      RunSettings settings) {
    this.journal = journal;
    this.agent = agent;
    this.workspaces = workspaces;
    this.settings = settings;
    this.history = new History(journal);
    this.drafts = new Drafts(journal);
    this.following = new Following(journal, live);
    this.keeper = new Keeper(journal, settings, live, this::takeOver);
    keeper.start();
  }

  public Journal journal() {
    return journal;
  }

  /** What a run of a conversation delivers: the draft as it was at its end. */
  public Draft draft(Journal.Run run) {
    return drafts.at(run);
  }

  /** Runs under way on this server. */
  public int active() {
    return live.size();
  }

  /** Runs started since this server started. */
  public long started() {
    return started.get();
  }

  /** Whether new runs are taken; not while the server is about to end. */
  public boolean isOpen() {
    return !draining;
  }

  /**
   * Starts a run, unless its key is known or the conversation is busy.
   *
   * @param insteadOf a run of the conversation that is replaced, with all after it
   */
  public Journal.Started start(
      Journal.Conversation conversation,
      String question,
      Optional<String> key,
      Optional<String> insteadOf) {
    String id = "run_" + UUID.randomUUID().toString().replace("-", "");
    // What is stored is also listed as a title, and told to a model again.
    String stored =
        workspaces
            .apply(conversation.workspace())
            .map(context -> context.secrets().replace(question))
            .orElseGet(() -> Secrets.wellKnown().replace(question));
    Journal.Asked asked = new Journal.Asked(id, conversation.id(), stored, key, insteadOf);
    Journal.Started outcome = journal.start(asked, settings.server(), settings.lease());
    if (outcome instanceof Journal.Started.Fresh(Journal.Run run, Claim claim)) {
      started.incrementAndGet();
      work(new LiveRun(journal, claim, 0), run, conversation.workspace(), Progress.none());
    }
    return outcome;
  }

  /** Goes on with a run whose server has gone, if it is still to be had. */
  private void takeOver(Journal.Orphan orphan) {
    boolean open = workspaces.apply(orphan.workspace()).isPresent();
    boolean hopeless = orphan.silent().compareTo(Keeper.HOPELESS) > 0;
    if (draining || live.containsKey(orphan.run().id()) || !(open || hopeless)) {
      return;
    }
    String id = orphan.run().id();
    Optional<Claim> claim = journal.take(id, settings.server(), settings.lease());
    if (claim.isEmpty()) {
      return;
    }
    Standing standing = Standing.of(journal, id);
    Duration used = Duration.between(orphan.run().started(), Instant.now()).minus(orphan.silent());
    LiveRun run = new LiveRun(journal, claim.get(), standing.last());
    LOG.info("run {} is taken over under epoch {}", id, claim.get().epoch());
    if (orphan.attempts() >= settings.attempts()) {
      run.publish(
          new AgentEvent.RunFailed(
              "The run was begun %d times and no server came further; ask again, perhaps for a part of it."
                  .formatted(orphan.attempts())));
      run.await();
      return;
    }
    Resumption resumption = Resumption.of(standing.events(), orphan.run().used());
    Progress progress = resumption.progress(agent.readsTexts(), used);
    if (progress.begun()) {
      run.publish(
          new AgentEvent.StepRestarted(
              progress.steps() + 1, "The server that worked on it has gone."));
    }
    // A store that takes no event, such as one on a full disk, shall not cost model calls.
    if (run.await()) {
      work(run, orphan.run(), orphan.workspace(), progress);
    } else {
      keeper.release(run.claim());
    }
  }

  private void work(LiveRun run, Journal.Run asked, String workspace, Progress progress) {
    live.put(asked.id(), run);
    // No virtual thread: reading a repository's profile and secrets computes.
    Thread.ofPlatform()
        .daemon()
        .name(asked.id())
        .start(() -> {
          try {
            turn(run, asked, workspace, progress);
          } catch (RuntimeException e) {
            LOG.error("run {} cannot go on here", asked.id(), e);
            run.giveUp();
          } finally {
            boolean ended = run.await();
            live.remove(asked.id(), run);
            run.close();
            if (!ended) {
              keeper.release(run.claim());
            }
          }
        });
  }

  private void turn(LiveRun run, Journal.Run asked, String workspace, Progress progress) {
    Optional<ToolContext> context = workspaces.apply(workspace);
    if (context.isEmpty()) {
      run.publish(
          new AgentEvent.RunFailed(
              "The workspace %s is not open on this server.".formatted(workspace)));
      return;
    }
    TurnRequest request =
        new TurnRequest(
            asked.id(),
            asked.question(),
            history.before(asked),
            context.get(),
            drafts.at(asked),
            progress,
            bounds(asked),
            new JournalPerson(
                journal, asked.id(), PATIENCE, () -> journal.isShared() || run.isFollowed()));
    agent.run(request, run::publish, run.cancel());
  }

  /** What the conversation and the day leave for this run. */
  private List<Bound> bounds(Journal.Run run) {
    Budgets budgets = settings.budgets();
    // What no limit asks for is not added up.
    Usage beside = budgets.boundsConversations() ? journal.usedBeside(run) : Usage.NONE;
    String owner =
        budgets.dayMicros() == 0
            ? ""
            : journal.conversation(run.conversation()).map(Journal.Conversation::owner).orElse("");
    return List.of(budgets.conversation().after(beside), day(owner));
  }

  private Bound day(String owner) {
    Budgets budgets = settings.budgets();
    Usage used =
        budgets.dayMicros() == 0
            ? Usage.NONE
            : journal.usedSince(owner, Instant.now().minus(Duration.ofDays(1)));
    return budgets.day().after(used);
  }

  /**
   * Answers at once and keeps nothing but what it used: for protocols whose clients keep the
   * conversation. Counts against the owner's day.
   */
  public void answer(String owner, Aside aside, Consumer<AgentEvent> events, Cancel cancel) {
    agent.ask(
        aside,
        List.of(day(owner)),
        event -> {
          if (event instanceof AgentEvent.UsageReported(Usage usage) && usage.tokens() > 0) {
            journal.spent(owner, usage);
          }
          events.accept(event);
        },
        cancel);
  }

  /** Asks a run to stop, wherever it is under way; false when it has ended. */
  public boolean cancel(String run) {
    LiveRun here = live.get(run);
    if (here != null) {
      here.cancel().cancel();
    }
    return journal.askToCancel(run) || here != null;
  }

  /**
   * Gives the events above {@code after}, then those to come, until the run's last, wherever it is
   * under way. Blocks. Returns also when the server is about to end.
   *
   * @param beat milliseconds of silence after which {@link Follower#idle} is called
   */
  public void follow(String run, long after, long beat, Follower follower)
      throws InterruptedException {
    following.follow(run, after, beat, follower);
  }

  /**
   * Takes no more runs and lets those under way come to their end; what has not ended in time is
   * given up for another server to go on with.
   */
  public void drain(Duration limit) {
    draining = true;
    long end = System.nanoTime() + limit.toNanos();
    try {
      while (!live.isEmpty() && System.nanoTime() < end) {
        Thread.sleep(20);
      }
      live.values().forEach(LiveRun::giveUp);
      long soon = System.nanoTime() + Duration.ofSeconds(5).toNanos();
      while (!live.isEmpty() && System.nanoTime() < soon) {
        Thread.sleep(20);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    drain(Duration.ZERO);
    keeper.close();
    following.close();
  }
}
