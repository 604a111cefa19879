package dev.deployarchitect.store;

import java.nio.file.Path;
import java.util.List;

/** Our tables in SQLite; the file knows its version ({@code PRAGMA user_version}). */
final class SqliteTables {
  private SqliteTables() {}

  static Migrations migrations(Path file) {
    return new Migrations(
        file.toString(),
        List.of(),
        "PRAGMA user_version",
        "PRAGMA user_version = %d",
        List.of(first(), leases(), forgetting(), spending(), showing(), drafting()));
  }

  /** What files had before versions were counted: each statement can run again. */
  private static List<String> first() {
    return List.of(
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
  }

  /** Runs are held by a lease, and events know under which; times are milliseconds since 1970. */
  private static List<String> leases() {
    return List.of(
        "ALTER TABLE conversations RENAME TO conversations_1",
        "ALTER TABLE runs RENAME TO runs_1",
        """
        CREATE TABLE conversations (
          id TEXT PRIMARY KEY, workspace TEXT NOT NULL, owner TEXT NOT NULL,
          created INTEGER NOT NULL)
        """,
        """
        INSERT INTO conversations (id, workspace, owner, created)
        SELECT id, workspace, '', CAST(unixepoch(created, 'subsec') * 1000 AS INTEGER)
        FROM conversations_1 ORDER BY rowid
        """,
        """
        CREATE TABLE runs (
          id TEXT PRIMARY KEY, conversation TEXT NOT NULL REFERENCES conversations (id),
          position INTEGER NOT NULL, question TEXT NOT NULL, status TEXT NOT NULL,
          answer TEXT NOT NULL, idempotency_key TEXT, started INTEGER NOT NULL,
          server TEXT NOT NULL, epoch INTEGER NOT NULL, lease_end INTEGER NOT NULL,
          attempts INTEGER NOT NULL, cancel_asked INTEGER NOT NULL,
          sent INTEGER NOT NULL DEFAULT 0, cached INTEGER NOT NULL DEFAULT 0,
          received INTEGER NOT NULL DEFAULT 0, micros INTEGER NOT NULL DEFAULT 0,
          unpriced INTEGER NOT NULL DEFAULT 0,
          UNIQUE (conversation, position), UNIQUE (conversation, idempotency_key))
        """,
        """
        INSERT INTO runs (id, conversation, position, question, status, answer, idempotency_key,
          started, server, epoch, lease_end, attempts, cancel_asked)
        SELECT id, conversation, rowid, question, status, answer, idempotency_key,
          CAST(unixepoch('subsec') * 1000 AS INTEGER), '', 1, 0, 1, 0
        FROM runs_1
        """,
        "CREATE UNIQUE INDEX runs_one_under_way ON runs (conversation) WHERE status = 'running'",
        "CREATE INDEX runs_under_way ON runs (lease_end) WHERE status = 'running'",
        """
        CREATE TABLE uploads (
          name TEXT PRIMARY KEY, owner TEXT NOT NULL, zip BLOB NOT NULL, created INTEGER NOT NULL)
        """,
        """
        CREATE TABLE approvals (
          run TEXT NOT NULL, approval TEXT NOT NULL, approved INTEGER NOT NULL,
          reason TEXT NOT NULL, decided_by TEXT NOT NULL, decided INTEGER NOT NULL,
          PRIMARY KEY (run, approval))
        """,
        "ALTER TABLE events ADD COLUMN epoch INTEGER NOT NULL DEFAULT 1",
        "DROP TABLE runs_1",
        "DROP TABLE conversations_1");
  }

  /** Questions that were asked again otherwise, and conversations that their owner took away. */
  private static List<String> forgetting() {
    return List.of(
        "ALTER TABLE runs ADD COLUMN replaced INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE conversations ADD COLUMN forgotten INTEGER NOT NULL DEFAULT 0");
  }

  /** What was used outside of runs: by clients that keep their conversations themselves. */
  private static List<String> spending() {
    return List.of(
        """
        CREATE TABLE spending (
          owner TEXT NOT NULL, started INTEGER NOT NULL, sent INTEGER NOT NULL, cached INTEGER NOT NULL,
          received INTEGER NOT NULL, micros INTEGER NOT NULL, unpriced INTEGER NOT NULL)
        """,
        "CREATE INDEX spending_owner ON spending (owner, started)");
  }

  /** Which surfaces showed an approval to a person: a yes carries the secret of one of them. */
  private static List<String> showing() {
    return List.of(
        """
        CREATE TABLE shown_approvals (
          run TEXT NOT NULL, approval TEXT NOT NULL, secret_hash TEXT NOT NULL,
          shown INTEGER NOT NULL, PRIMARY KEY (run, approval, secret_hash))
        """);
  }

  /** What each event changed in a conversation's draft. */
  private static List<String> drafting() {
    return List.of(
        """
        CREATE TABLE draft_changes (
          run TEXT NOT NULL, number INTEGER NOT NULL, body BLOB NOT NULL,
          PRIMARY KEY (run, number))
        """);
  }
}
