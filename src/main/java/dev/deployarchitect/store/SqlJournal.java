package dev.deployarchitect.store;

import dev.deployarchitect.agent.run.Claim;
import dev.deployarchitect.agent.run.Journal;
import dev.deployarchitect.agent.run.LostClaimException;
import dev.deployarchitect.agent.run.NumberedEvent;
import dev.deployarchitect.agent.spending.Usage;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A journal in a SQLite file or in PostgreSQL. Writes go through one thread that commits them in
 * groups. Every write to a run names the epoch it is made under, and changes nothing under another.
 */
public final class SqlJournal implements Journal {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Database database;
  private final GroupWriter writer;
  private final String now;
  private final String append;

  private SqlJournal(Database database, GroupWriter writer) {
    this.database = database;
    this.writer = writer;
    this.now = database.now();
    // Held until the commit: a server that takes the run waits, and then reads this event too.
    this.append =
        """
        INSERT INTO events (run, number, type, data, last, epoch)
        SELECT id, ?, ?, ?, ?, epoch FROM runs WHERE id = ? AND epoch = ? AND status = ? %s
        ON CONFLICT (run, number) DO NOTHING
        """
            .formatted(database.shared());
  }

  /**
   * Opens or makes a store.
   *
   * @param store a file, or {@code postgresql://user:password@host:port/database}
   * @throws StoreException with one sentence, when it cannot be used
   */
  public static SqlJournal open(String store) {
    Database database =
        PostgresAddress.is(store)
            ? PostgresDatabase.open(store)
            : SqliteDatabase.open(Path.of(store));
    try {
      return new SqlJournal(database, new GroupWriter(database, database.writer(), PATIENCE));
    } catch (SQLException e) {
      database.close();
      throw new StoreException("The store %s cannot be written.".formatted(store), e);
    }
  }

  private CompletableFuture<Boolean> change(String topic, String sql, Object... values) {
    return writer.enqueue(topic, List.of(Sql.of(sql, values))).thenApply(c -> c[0] > 0);
  }

  private boolean changed(String topic, String sql, Object... values) {
    return joined(change(topic, sql, values));
  }

  private static boolean joined(CompletableFuture<Boolean> change) {
    try {
      return change.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof StoreException known
          ? known
          : new StoreException("The store cannot be written.", e);
    }
  }

  @Override
  public void create(Conversation c) {
    changed(
        "",
        "INSERT INTO conversations (id, workspace, owner, created) VALUES (?, ?, ?, ?)",
        c.id(),
        c.workspace(),
        c.owner(),
        c.created().toEpochMilli());
  }

  @Override
  public Optional<Conversation> conversation(String id) {
    return database
        .query(Rows::conversation, Sql.of("SELECT * FROM conversations WHERE id = ?", id))
        .stream()
        .findFirst();
  }

  @Override
  public List<Conversation> conversations(String owner, int most) {
    return database.query(
        Rows::conversation,
        Sql.of(
            "SELECT * FROM conversations WHERE owner = ? ORDER BY created DESC, id LIMIT ?",
            owner,
            most));
  }

  @Override
  public Started start(Asked asked, String server, Duration lease) {
    while (true) {
      changed(
          "",
          """
          INSERT INTO runs (id, conversation, position, question, status, answer, idempotency_key,
            started, server, epoch, lease_end, attempts, cancel_asked)
          SELECT ?, ?, coalesce(max(position), 0) + 1, ?, 'running', '', ?, %s, ?, 1, %s + ?, 1, 0
          FROM runs WHERE conversation = ? ON CONFLICT DO NOTHING
          """
              .formatted(now, now),
          asked.run(),
          asked.conversation(),
          asked.question(),
          asked.key().orElse(null),
          server,
          lease.toMillis(),
          asked.conversation());
      // Asked for by its id: the row counts even if its commit was reported as lost.
      Optional<Run> own = run(asked.run());
      if (own.isPresent()) {
        return new Started.Fresh(own.get(), new Claim(asked.run(), 1));
      }
      Optional<Started> other = other(asked);
      if (other.isPresent()) {
        return other.get();
      }
    }
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
    return database.query(
        Rows::run, Sql.of("SELECT * FROM runs WHERE " + where + " ORDER BY position", values));
  }

  @Override
  public Optional<Run> run(String id) {
    return runs("id = ?", id).stream().findFirst();
  }

  @Override
  public List<Run> runs(String conversation) {
    return runs("conversation = ?", new Object[] {conversation});
  }

  @Override
  public CompletableFuture<Void> append(Claim claim, NumberedEvent event, Effect effect) {
    List<Sql> all = new ArrayList<>();
    String status = "running";
    switch (effect) {
      case Effect.None() -> {}
      case Effect.Advanced() -> all.add(change(claim, "attempts = 0"));
      case Effect.Spent(Usage usage) -> all.add(spent(claim, usage));
      case Effect.Ended(String end, String answer) -> {
        status = end;
        all.add(change(claim, "status = ?, answer = ?", end, answer));
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
    return writer
        .enqueue(claim.run(), all)
        .thenAccept(counts -> {
          if (counts[counts.length - 1] == 0 && !isStored(claim, event)) {
            throw new LostClaimException(claim);
          }
        });
  }

  private static Sql change(Claim claim, String assignments, Object... values) {
    List<Object> all = new ArrayList<>(List.of(values));
    all.add(claim.run());
    all.add(claim.epoch());
    return new Sql(
        "UPDATE runs SET %s WHERE id = ? AND epoch = ? AND status = 'running'"
            .formatted(assignments),
        all);
  }

  private static Sql spent(Claim claim, Usage usage) {
    return change(
        claim,
        "sent = sent + ?, cached = cached + ?, received = received + ?, micros = micros + ?,"
            + " unpriced = unpriced + ?",
        usage.sent(),
        usage.cached(),
        usage.received(),
        usage.micros(),
        usage.unpriced());
  }

  @Override
  public Usage usedBeside(Run run) {
    return used("conversation = ? AND id <> ?", run.conversation(), run.id());
  }

  @Override
  public Usage usedSince(String owner, Instant since) {
    return used(
        "started >= ? AND conversation IN (SELECT id FROM conversations WHERE owner = ?)",
        since.toEpochMilli(),
        owner);
  }

  private Usage used(String where, Object... values) {
    return database
        .query(
            Rows::usage,
            Sql.of(
                """
                SELECT coalesce(sum(sent), 0) AS sent, coalesce(sum(cached), 0) AS cached,
                  coalesce(sum(received), 0) AS received, coalesce(sum(micros), 0) AS micros,
                  coalesce(sum(unpriced), 0) AS unpriced
                FROM runs WHERE %s
                """
                    .formatted(where),
                values))
        .getFirst();
  }

  /** After a commit whose answer was lost, the same write changes nothing and yet was made. */
  private boolean isStored(Claim claim, NumberedEvent event) {
    return !database
        .query(
            row -> true,
            Sql.of(
                "SELECT 1 FROM events WHERE run = ? AND number = ? AND epoch = ?",
                claim.run(),
                event.number(),
                claim.epoch()))
        .isEmpty();
  }

  @Override
  public List<NumberedEvent> events(String run, long after, int most) {
    return database.query(
        Rows::event,
        Sql.of(
            "SELECT * FROM events WHERE run = ? AND number > ? ORDER BY number LIMIT ?",
            run,
            after,
            most));
  }

  @Override
  public Set<String> renew(Collection<Claim> claims, Duration lease) {
    Map<String, CompletableFuture<Boolean>> held = new HashMap<>();
    for (Claim claim : claims) {
      held.put(
          claim.run(),
          change(
              "",
              "UPDATE runs SET lease_end = %s + ? WHERE id = ? AND epoch = ? AND status = 'running'"
                  .formatted(now),
              lease.toMillis(),
              claim.run(),
              claim.epoch()));
    }
    Set<String> lost = new HashSet<>();
    held.forEach((run, renewed) -> {
      if (!joined(renewed)) {
        lost.add(run);
      }
    });
    return lost;
  }

  @Override
  public void release(Claim claim) {
    changed(
        "",
        "UPDATE runs SET lease_end = 0 WHERE id = ? AND epoch = ? AND status = 'running'",
        claim.run(),
        claim.epoch());
  }

  @Override
  public List<Orphan> orphans(int most) {
    return database.query(
        Rows::orphan,
        Sql.of(
            """
            SELECT runs.*, conversations.workspace, %s - lease_end AS silent
            FROM runs JOIN conversations ON conversations.id = runs.conversation
            WHERE status = 'running' AND lease_end < %s ORDER BY lease_end LIMIT ?
            """
                .formatted(now, now),
            most));
  }

  @Override
  public Optional<Claim> take(String run, String server, Duration lease) {
    boolean taken =
        changed(
            "",
            """
            UPDATE runs SET server = ?, epoch = epoch + 1, attempts = attempts + 1,
              lease_end = %s + ?
            WHERE id = ? AND status = 'running' AND lease_end < %s
            """
                .formatted(now, now),
            server,
            lease.toMillis(),
            run);
    return !taken
        ? Optional.empty()
        : database
            .query(
                row -> new Claim(run, row.getLong(1)),
                Sql.of("SELECT epoch FROM runs WHERE id = ? AND server = ?", run, server))
            .stream()
            .findFirst();
  }

  @Override
  public boolean askToCancel(String run) {
    return changed(
        CANCELS, "UPDATE runs SET cancel_asked = 1 WHERE id = ? AND status = 'running'", run);
  }

  @Override
  public Set<String> askedToCancel(String server) {
    return new HashSet<>(
        database.query(
            row -> row.getString(1),
            Sql.of(
                "SELECT id FROM runs WHERE server = ? AND status = 'running' AND cancel_asked = 1",
                server)));
  }

  @Override
  public Runnable watch(String topic, Runnable onNews) {
    return database.signals().watch(topic, onNews);
  }

  @Override
  public void close() {
    writer.close();
    database.close();
  }
}
