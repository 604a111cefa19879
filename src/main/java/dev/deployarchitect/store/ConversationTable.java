package dev.deployarchitect.store;

import dev.deployarchitect.agent.run.Journal.Conversation;
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
        .query(Rows::conversation, Sql.of("SELECT * FROM conversations WHERE id = ?", id))
        .stream()
        .findFirst();
  }

  List<Conversation> conversations(String owner, int most) {
    return store.query(
        Rows::conversation,
        Sql.of(
            "SELECT * FROM conversations WHERE owner = ? ORDER BY created DESC, id LIMIT ?",
            owner,
            most));
  }
}
