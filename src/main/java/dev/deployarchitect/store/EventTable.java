package dev.deployarchitect.store;

import dev.deployarchitect.agent.run.Claim;
import dev.deployarchitect.agent.run.Journal;
import dev.deployarchitect.agent.run.Journal.Effect;
import dev.deployarchitect.agent.run.LostClaimException;
import dev.deployarchitect.agent.run.NumberedEvent;
import dev.deployarchitect.agent.spending.Usage;
import dev.deployarchitect.draft.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Events, and what they change in their run. Every write names the epoch it is made under. */
final class EventTable {
  private final Store store;
  private final String append;
  private final String drafted;

  EventTable(Store store) {
    this.store = store;
    // Held until the commit: a server that takes the run waits, and then reads this event too.
    this.append =
        """
        INSERT INTO events (run, number, type, data, last, epoch)
        SELECT id, ?, ?, ?, ?, epoch FROM runs WHERE id = ? AND epoch = ? AND status = ? %s
        ON CONFLICT (run, number) DO NOTHING
        """
            .formatted(store.database().shared());
    this.drafted =
        """
        INSERT INTO draft_changes (run, number, body)
        SELECT id, ?, ? FROM runs WHERE id = ? AND epoch = ? AND status = 'running' %s
        ON CONFLICT (run, number) DO NOTHING
        """
            .formatted(store.database().shared());
  }

  CompletableFuture<Void> append(Claim claim, NumberedEvent event, Effect effect) {
    List<Sql> all = new ArrayList<>();
    String status = "running";
    switch (effect) {
      case Effect.None() -> {}
      case Effect.Advanced() -> all.add(change(claim, event, "attempts = 0"));
      case Effect.Spent(Usage usage) -> all.add(spent(claim, event, usage));
      case Effect.Drafted(Change change) ->
          all.add(
              Sql.of(
                  drafted, event.number(), StoredChange.bytes(change), claim.run(), claim.epoch()));
      case Effect.Ended(String end, String answer) -> {
        status = end;
        all.add(change(claim, event, "status = ?, answer = ?", end, answer));
      }
    }
    all.add(
        Sql.of(
            append,
            event.number(),
            event.type(),
            event.json(),
            event.last() ? 1 : 0,
            claim.run(),
            claim.epoch(),
            status));
    return store
        .enqueue(claim.run(), all)
        .thenAccept(counts -> {
          if (counts[counts.length - 1] == 0 && !isStored(claim, event)) {
            throw new LostClaimException(claim);
          }
        });
  }

  /** Once for its event: after a commit whose answer was lost, it is sent again. */
  private static Sql change(
      Claim claim, NumberedEvent event, String assignments, Object... values) {
    List<Object> all = new ArrayList<>(List.of(values));
    all.addAll(List.of(claim.run(), claim.epoch(), claim.run(), event.number()));
    return new Sql(
        """
        UPDATE runs SET %s WHERE id = ? AND epoch = ? AND status = 'running'
        AND NOT EXISTS (SELECT 1 FROM events WHERE run = ? AND number = ?)
        """
            .formatted(assignments),
        all);
  }

  private static Sql spent(Claim claim, NumberedEvent event, Usage usage) {
    return change(
        claim,
        event,
        "sent = sent + ?, cached = cached + ?, received = received + ?, micros = micros + ?,"
            + " unpriced = unpriced + ?",
        usage.sent(),
        usage.cached(),
        usage.received(),
        usage.micros(),
        usage.unpriced());
  }

  /** After a commit whose answer was lost, the same write changes nothing and yet was made. */
  private boolean isStored(Claim claim, NumberedEvent event) {
    return !store
        .query(
            row -> true,
            Sql.of(
                "SELECT 1 FROM events WHERE run = ? AND number = ? AND epoch = ?",
                claim.run(),
                event.number(),
                claim.epoch()))
        .isEmpty();
  }

  List<Journal.Drafted> drafted(String run) {
    return store.query(
        row -> new Journal.Drafted(row.getLong("number"), StoredChange.of(row.getBytes("body"))),
        Sql.of("SELECT number, body FROM draft_changes WHERE run = ? ORDER BY number", run));
  }

  List<NumberedEvent> events(String run, long after, int most) {
    return store.query(
        Rows::event,
        Sql.of(
            "SELECT * FROM events WHERE run = ? AND number > ? ORDER BY number LIMIT ?",
            run,
            after,
            most));
  }
}
