package dev.deployarchitect.database.trial;

import dev.deployarchitect.text.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What was seen, for a person and a model. */
final class TrialText {
  private static final int MOST_STATEMENTS = 25;
  private static final int MOST_BROKEN = 5;
  private static final int WIDTH = 90;

  private TrialText() {}

  static String of(Rehearsed all) {
    StringBuilder text = new StringBuilder();
    text.append(
        "Executed on a scratch %s (not flushed to disk; this machine's speed, not yours).%n"
            .formatted(all.server()));
    if (all.history() > 0) {
      text.append(
          "History: %d migrations replayed in %s, %s.%n"
              .formatted(
                  all.history(),
                  time(all.replay()),
                  all.broken().isEmpty() ? "none failed" : all.broken().size() + " failed"));
      all.broken().stream()
          .limit(MOST_BROKEN)
          .forEach(f -> text.append("- ").append(failed(f.broken())).append('\n'));
    }
    all.trials().forEach(trial -> file(trial, all.rows(), text));
    all.unfinished().ifPresent(u -> text.append("Not run: ").append(u).append('\n'));
    return text.toString();
  }

  private static String failed(Session.Broken broken) {
    Span span = broken.statement().span();
    return "fails at %s:%d `%s`: %s"
        .formatted(span.path(), span.line(), shortened(span), broken.failure().message());
  }

  private static void file(FileTrial trial, int rows, StringBuilder text) {
    text.append(
        "%n%s, with %s: %s%n"
            .formatted(
                trial.file().source().path(), new Seeder(rows).said(), trial.worst().words()));
    trial.seeded().forEach(s -> text.append("- ").append(s).append('\n'));
    text.append("- as %s runs it (%s): ".formatted(tool(trial.file()), together(trial.file())));
    text.append(
        trial.broken().isEmpty()
            ? "done in %s%n".formatted(time(trial.took()))
            : failed(trial.broken().get()) + "\n");
    List<Observation> notable =
        trial.statements().stream()
            .filter(o -> o.verdict() != Observation.Verdict.SAFE)
            .sorted(java.util.Comparator.comparing(Observation::verdict))
            .toList();
    notable.stream()
        .limit(MOST_STATEMENTS)
        .forEach(o -> text.append("- ").append(seen(o)).append('\n'));
    int others = trial.statements().size() - Math.min(MOST_STATEMENTS, notable.size());
    if (others > 0) {
      text.append(
          "- %d other statements%s%n"
              .formatted(others, notable.size() > MOST_STATEMENTS ? "" : " disturb nobody"));
    }
    trial
        .oldCode()
        .forEach(o -> text.append("- the version that still runs: ").append(o).append('\n'));
    trial.back().ifPresent(b -> text.append("- the way back ").append(b).append('\n'));
  }

  private static String tool(MigrationFile file) {
    return file.tool().equals("sql") ? "psql" : file.tool();
  }

  private static String together(MigrationFile file) {
    return "%d statements, %s"
        .formatted(
            file.statements().size(), file.oneTransaction() ? "one transaction" : "each by itself");
  }

  /** One statement: {@code AccessExclusiveLock on `User` (10,000 rows), 1.8 s, …}. */
  static String seen(Observation o) {
    List<String> parts = new ArrayList<>();
    o.failure().ifPresent(f -> parts.add("%s (%s)".formatted(f.message(), f.state())));
    o.lost().forEach(l -> parts.add("throws away " + l));
    List<Observation.Lock> strong =
        o.locks().stream().filter(Observation.Lock::blocksWrites).toList();
    if (!strong.isEmpty()) {
      parts.add(strong.stream().map(TrialText::lock).collect(Collectors.joining(", ")));
    }
    o.rewritten()
        .forEach(t -> parts.add("rewrote %,d rows of `%s`".formatted(t.rows(), t.table())));
    o.scanned().forEach(t -> parts.add("read %,d rows of `%s`".formatted(t.rows(), t.table())));
    if (o.verdict() == Observation.Verdict.EMPTY) {
      parts.add("matched 0 of %,d rows".formatted(o.locks().getFirst().rows()));
    } else if (o.changed() > 0) {
      parts.add("changed %,d rows".formatted(o.changed()));
    }
    if (o.reads().blocked() > 0) {
      parts.add("blocked %d of %d reads".formatted(o.reads().blocked(), o.reads().tried()));
    }
    if (o.writes().blocked() > 0) {
      parts.add("blocked %d of %d writes".formatted(o.writes().blocked(), o.writes().tried()));
    }
    return "%s `%s` %s (%s): %s"
        .formatted(
            place(o.span()),
            shortened(o.span()),
            o.verdict().words(),
            time(o.took()),
            String.join("; ", parts));
  }

  private static String lock(Observation.Lock lock) {
    return "%s on `%s` (%,d rows)".formatted(lock.mode(), lock.table(), lock.rows());
  }

  private static String place(Span span) {
    return "line " + span.line();
  }

  private static String shortened(Span span) {
    String one = span.text().replaceAll("\\s+", " ").replace('`', '\'');
    return one.length() <= WIDTH ? one : one.substring(0, WIDTH - 1) + "…";
  }

  private static String time(Duration took) {
    long millis = took.toMillis();
    return millis >= 10_000 ? "%.1f s".formatted(millis / 1000.0) : millis + " ms";
  }
}
