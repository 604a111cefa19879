package dev.deployarchitect.store;

import dev.deployarchitect.agent.run.Journal.Conversation;
import dev.deployarchitect.agent.run.Journal.Listed;
import java.util.List;
import java.util.Optional;

/** Conversations, by their owner. */
final class ConversationTable {
  private final Store store;

  ConversationTable(Store store) {
    this.store = store;
  }

  void create(Conversation c) {
    store.changed(
        "",
        "INSERT INTO conversations (id, workspace, owner, created) VALUES (?, ?, ?, ?)"
            + " ON CONFLICT (id) DO NOTHING",
        c.id(),
        c.workspace(),
        c.owner(),
        c.created().toEpochMilli());
  }

  Optional<Conversation> conversation(String id) {
    return store
        .query(
            Rows::conversation,
            Sql.of("SELECT * FROM conversations WHERE id = ? AND forgotten = 0", id))
        .stream()
        .findFirst();
  }

  List<Listed> conversations(String owner, int most) {
    return store.query(
        Rows::listed,
        Sql.of(
            """
            SELECT c.*,
              coalesce((SELECT substr(question, 1, 200) FROM runs WHERE conversation = c.id
                AND replaced = 0 ORDER BY position LIMIT 1), '') AS title,
              coalesce((SELECT max(started) FROM runs WHERE conversation = c.id), created)
                AS touched
            FROM conversations c WHERE owner = ? AND forgotten = 0
            ORDER BY touched DESC, id LIMIT ?
            """,
            owner,
            most));
  }

  /** The rows of runs stay, as budgets add up what they used. */
  boolean forget(String id) {
    String ended = "(SELECT id FROM conversations WHERE id = ? AND forgotten = 1)";
    List<Sql> all =
        List.of(
            Sql.of(
                """
                UPDATE conversations SET forgotten = 1 WHERE id = ? AND forgotten = 0 AND NOT EXISTS
                  (SELECT 1 FROM runs WHERE conversation = ? AND status = 'running')
                """,
                id,
                id),
            Sql.of(
                "DELETE FROM events WHERE run IN (SELECT id FROM runs WHERE conversation = "
                    + ended
                    + ")",
                id),
            Sql.of(
                "DELETE FROM approvals WHERE run IN (SELECT id FROM runs WHERE conversation = "
                    + ended
                    + ")",
                id),
            Sql.of(
                "DELETE FROM shown_approvals WHERE run IN (SELECT id FROM runs WHERE conversation = "
                    + ended
                    + ")",
                id),
            Sql.of(
                "DELETE FROM draft_changes WHERE run IN (SELECT id FROM runs WHERE conversation = "
                    + ended
                    + ")",
                id),
            Sql.of("UPDATE runs SET question = '', answer = '' WHERE conversation = " + ended, id));
    return Store.joined(store.enqueue("", all).thenApply(counts -> counts[0] > 0));
  }
}
