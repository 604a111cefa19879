package dev.deployarchitect.agent;

import dev.deployarchitect.agent.model.ModelReply;
import dev.deployarchitect.agent.spending.Bound;
import dev.deployarchitect.agent.spending.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What one run may still use: steps, time, tokens and money, of its own limits and of what its
 * conversation and its key's day leave it. It keeps a reserve for the last step, in which the model
 * writes its answer. Serves one run.
 */
final class Budget {
  private static final double LOW = 0.8;

  /** For the answer of a model that is not slow. */
  private static final long LAST_STEP = Duration.ofSeconds(60).toNanos();

  /**
   * A limit that leaves room for the last step alone.
   *
   * @param note to the model before that step
   */
  record Exceeded(String name, String sentence, String note) {}

  private final Limits limits;
  private final List<Bound> bounds;
  private final Function<ModelReply.Tokens, Usage> price;
  private final Permission permission;
  private final Notes notes;
  private final long deadline;
  private int steps;
  private Usage used;
  private Usage latest = Usage.NONE;
  private long slowest;
  private boolean warned;

  /**
   * From where the run stands.
   *
   * @param price of a reply
   * @param permission for which a run waits; that time does not count
   */
  Budget(
      Limits limits,
      TurnRequest request,
      Function<ModelReply.Tokens, Usage> price,
      Permission permission,
      Notes notes) {
    Progress progress = request.progress();
    this.limits = limits;
    this.bounds = new ArrayList<>(limits.bounds());
    bounds.addAll(request.bounds());
    this.price = price;
    this.permission = permission;
    this.notes = notes;
    this.deadline = System.nanoTime() + limits.time().minus(progress.time()).toNanos();
    this.steps = progress.steps();
    this.used = progress.used();
    this.warned = progress.warned();
  }

  /** The number of the step that is next. */
  int step() {
    return steps + 1;
  }

  void stepFinished() {
    steps++;
  }

  /** Counts a reply that took {@code nanos}; what it cost is returned. */
  Usage spend(ModelReply.Tokens tokens, long nanos) {
    latest = price.apply(tokens);
    used = used.plus(latest);
    slowest = Math.max(slowest, nanos);
    return latest;
  }

  /** Rings when the run's time is over. */
  Alarm alarm(Cancel asked) {
    return new Alarm(asked, this::timeLeft, permission);
  }

  /** Rings when the last step's is: a slow model's takes at most twice its slowest before. */
  Alarm lastAlarm(Cancel asked) {
    long end = System.nanoTime() + Math.max(timeLeft(), Math.max(LAST_STEP, 2 * slowest));
    return new Alarm(asked, () -> end - System.nanoTime(), permission);
  }

  private long timeLeft() {
    return deadline - System.nanoTime() + permission.waited();
  }

  /** Where others have left nothing for a run that has not used anything. */
  Optional<Bound> refused() {
    return used.tokens() > 0 ? Optional.empty() : reached(used);
  }

  /**
   * The limit that leaves only the last step. It is taken to cost half as much again as the latest
   * reply: it is sent that reply's results too, and its answer is long.
   */
  Optional<Exceeded> exceeded() {
    if (step() >= limits.steps()) {
      return Optional.of(exceeded("steps", limits.stepsSentence()));
    }
    if (timeLeft() <= 0) {
      return Optional.of(exceeded("time", limits.timeSentence()));
    }
    Usage withLast = used.plus(latest.times(1.5));
    return reached(withLast).map(bound -> exceeded(bound.name(), bound.sentence()));
  }

  private Exceeded exceeded(String name, String sentence) {
    return new Exceeded(name, sentence, notes.last(sentence));
  }

  private Optional<Bound> reached(Usage usage) {
    return bounds.stream().filter(b -> b.isReached(usage)).findFirst();
  }

  /** What is left, once, when a limit is near. */
  Optional<String> warning() {
    if (warned || share() < LOW || exceeded().isPresent()) {
      return Optional.empty();
    }
    warned = true;
    return Optional.of(notes.left(left()));
  }

  private double share() {
    double share = (double) steps / limits.steps();
    share = Math.max(share, 1 - (double) timeLeft() / limits.time().toNanos());
    for (Bound bound : bounds) {
      share = Math.max(share, bound.share(used));
    }
    return share;
  }

  private String left() {
    List<String> left = new ArrayList<>();
    left.add("%d steps".formatted(limits.steps() - steps));
    left.add("%d minutes".formatted(Math.max(0, Duration.ofNanos(timeLeft()).toMinutes())));
    long tokens = bounds.stream().mapToLong(b -> b.tokensAfter(used)).min().orElse(Long.MAX_VALUE);
    long micros = bounds.stream().mapToLong(b -> b.microsAfter(used)).min().orElse(Long.MAX_VALUE);
    if (tokens < Long.MAX_VALUE) {
      left.add("%,d tokens".formatted(Math.max(0, tokens)));
    }
    if (micros < Long.MAX_VALUE) {
      left.add(Bound.dollars(Math.max(0, micros)));
    }
    return String.join(", ", left.subList(0, left.size() - 1)) + " and " + left.getLast();
  }
}
