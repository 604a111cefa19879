package dev.deployarchitect.store;

import java.util.List;

/** Our own tables; each statement can run again. */
final class Schema {
  static final List<String> STATEMENTS =
      List.of(
          """
          CREATE TABLE IF NOT EXISTS conversations (
            id TEXT PRIMARY KEY, workspace TEXT NOT NULL, created TEXT NOT NULL)
          """,
          """
          CREATE TABLE IF NOT EXISTS runs (
            id TEXT PRIMARY KEY, conversation TEXT NOT NULL REFERENCES conversations (id),
            question TEXT NOT NULL, status TEXT NOT NULL, answer TEXT NOT NULL,
            idempotency_key TEXT, UNIQUE (conversation, idempotency_key))
          """,
          """
          CREATE TABLE IF NOT EXISTS events (
            run TEXT NOT NULL, number INTEGER NOT NULL, type TEXT NOT NULL, data TEXT NOT NULL,
            last INTEGER NOT NULL, PRIMARY KEY (run, number)) WITHOUT ROWID
          """,
          "CREATE INDEX IF NOT EXISTS runs_conversation ON runs (conversation)");

  private Schema() {}
}
