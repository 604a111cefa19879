package dev.deployarchitect.store;

import dev.deployarchitect.agent.run.Claim;
import dev.deployarchitect.agent.run.Journal.Orphan;
import dev.deployarchitect.agent.run.Journal;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Which server holds which run, and until when, by the database's own clock. */
final class LeaseTable {
  private final Store store;

  LeaseTable(Store store) {
    this.store = store;
  }

  Set<String> renew(Collection<Claim> claims, Duration lease) {
    Map<String, CompletableFuture<Boolean>> held = new HashMap<>();
    for (Claim claim : claims) {
      held.put(
          claim.run(),
          store.change(
              "",
              "UPDATE runs SET lease_end = %s + ? WHERE id = ? AND epoch = ? AND status = 'running'"
                  .formatted(store.now()),
              lease.toMillis(),
              claim.run(),
              claim.epoch()));
    }
    Set<String> lost = new HashSet<>();
    held.forEach((run, renewed) -> {
      if (!Store.joined(renewed)) {
        lost.add(run);
      }
    });
    return lost;
  }

  void release(Claim claim) {
    store.changed(
        "",
        "UPDATE runs SET lease_end = 0 WHERE id = ? AND epoch = ? AND status = 'running'",
        claim.run(),
        claim.epoch());
  }

  List<Orphan> orphans(int most) {
    return store.query(
        Rows::orphan,
        Sql.of(
            """
            SELECT runs.*, conversations.workspace, %s - lease_end AS silent
            FROM runs JOIN conversations ON conversations.id = runs.conversation
            WHERE status = 'running' AND lease_end < %s ORDER BY lease_end LIMIT ?
            """
                .formatted(store.now(), store.now()),
            most));
  }

  Optional<Claim> take(String run, String server, Duration lease) {
    boolean taken =
        store.changed(
            "",
            """
            UPDATE runs SET server = ?, epoch = epoch + 1, attempts = attempts + 1,
              lease_end = %s + ?
            WHERE id = ? AND status = 'running' AND lease_end < %s
            """
                .formatted(store.now(), store.now()),
            server,
            lease.toMillis(),
            run);
    return !taken
        ? Optional.empty()
        : store
            .query(
                row -> new Claim(run, row.getLong(1)),
                Sql.of("SELECT epoch FROM runs WHERE id = ? AND server = ?", run, server))
            .stream()
            .findFirst();
  }

  boolean askToCancel(String run) {
    return store.changed(
        Journal.CANCELS,
        "UPDATE runs SET cancel_asked = 1 WHERE id = ? AND status = 'running'",
        run);
  }

  Set<String> askedToCancel(String server) {
    return new HashSet<>(
        store.query(
            row -> row.getString(1),
            Sql.of(
                "SELECT id FROM runs WHERE server = ? AND status = 'running' AND cancel_asked = 1",
                server)));
  }
}
