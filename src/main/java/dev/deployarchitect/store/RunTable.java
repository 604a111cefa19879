package dev.deployarchitect.store;

import dev.deployarchitect.agent.run.Claim;
import dev.deployarchitect.agent.run.Journal.Asked;
import dev.deployarchitect.agent.run.Journal.Run;
import dev.deployarchitect.agent.run.Journal.Started;
import dev.deployarchitect.agent.spending.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs: how one is started, found and added up. */
final class RunTable {
  private final Store store;

  RunTable(Store store) {
    this.store = store;
  }

  Started start(Asked asked, String server, Duration lease) {
    while (true) {
      Sql insert =
          Sql.of(
              """
              INSERT INTO runs (id, conversation, position, question, status, answer, idempotency_key,
                started, server, epoch, lease_end, attempts, cancel_asked)
              SELECT ?, ?, coalesce(max(position), 0) + 1, ?, 'running', '', ?, %s, ?, 1, %s + ?, 1, 0
              FROM runs WHERE conversation = ? ON CONFLICT DO NOTHING
              """
                  .formatted(store.now(), store.now()),
              asked.run(),
              asked.conversation(),
              asked.question(),
              asked.key().orElse(null),
              server,
              lease.toMillis(),
              asked.conversation());
      List<Sql> all = new ArrayList<>(List.of(insert));
      asked.insteadOf().ifPresent(replaced -> all.add(replace(asked.run(), replaced)));
      boolean stored = Store.joined(store.enqueue("", all).thenApply(counts -> counts[0] > 0));
      // Looked for by its id: the row counts even if its commit was reported as lost.
      Optional<Run> own = stored ? Optional.of(fresh(asked)) : run(asked.run());
      if (own.isPresent()) {
        return new Started.Fresh(own.get(), new Claim(asked.run(), 1));
      }
      Optional<Started> other = other(asked);
      if (other.isPresent()) {
        return other.get();
      }
    }
  }

  private static Run fresh(Asked asked) {
    return new Run(
        asked.run(),
        asked.conversation(),
        asked.question(),
        "running",
        "",
        Instant.now(),
        Usage.NONE);
  }

  /** Nothing where the new run was not stored. */
  private static Sql replace(String run, String replaced) {
    return Sql.of(
        """
        UPDATE runs SET replaced = 1 WHERE conversation = (SELECT conversation FROM runs WHERE id = ?)
          AND position >= (SELECT position FROM runs WHERE id = ?)
          AND position < (SELECT position FROM runs WHERE id = ?)
        """,
        run,
        replaced,
        run);
  }

  private Optional<Started> other(Asked asked) {
    List<Run> known =
        asked.key().isEmpty()
            ? List.of()
            : runs(
                "conversation = ? AND idempotency_key = ?",
                asked.conversation(),
                asked.key().get());
    if (!known.isEmpty()) {
      return Optional.of(new Started.Known(known.getFirst()));
    }
    // Empty when the run that stood in the way has ended since.
    return runs("conversation = ? AND status = 'running'", asked.conversation()).stream()
        .findFirst()
        .map(Started.Busy::new);
  }

  private List<Run> runs(String where, Object... values) {
    return store.query(
        Rows::run, Sql.of("SELECT * FROM runs WHERE " + where + " ORDER BY position", values));
  }

  Optional<Run> run(String id) {
    return runs("id = ?", id).stream().findFirst();
  }

  List<Run> runs(String conversation) {
    return runs("conversation = ? AND replaced = 0", conversation);
  }

  Usage usedBeside(Run run) {
    return used("runs WHERE conversation = ? AND id <> ?", run.conversation(), run.id());
  }

  Usage usedSince(String owner, Instant since) {
    long from = since.toEpochMilli();
    return used(
            "runs WHERE started >= ? AND conversation IN (SELECT id FROM conversations WHERE owner = ?)",
            from,
            owner)
        .plus(used("spending WHERE started >= ? AND owner = ?", from, owner));
  }

  void spent(String owner, Usage usage) {
    store.changed(
        "",
        """
        INSERT INTO spending (owner, started, sent, cached, received, micros, unpriced)
        VALUES (?, %s, ?, ?, ?, ?, ?)
        """
            .formatted(store.now()),
        owner,
        usage.sent(),
        usage.cached(),
        usage.received(),
        usage.micros(),
        usage.unpriced());
  }

  private Usage used(String rows, Object... values) {
    return store
        .query(
            Rows::usage,
            Sql.of(
                """
                SELECT coalesce(sum(sent), 0) AS sent, coalesce(sum(cached), 0) AS cached,
                  coalesce(sum(received), 0) AS received, coalesce(sum(micros), 0) AS micros,
                  coalesce(sum(unpriced), 0) AS unpriced
                FROM %s
                """
                    .formatted(rows),
                values))
        .getFirst();
  }
}
