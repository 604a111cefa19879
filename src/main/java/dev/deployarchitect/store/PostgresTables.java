package dev.deployarchitect.store;

import java.util.List;

/** Our tables in PostgreSQL, in a schema of our own; times are milliseconds since 1970. */
final class PostgresTables {
  static final String SCHEMA = "architect";

  /** Any number that nobody else locks; servers that start together migrate one after the other. */
  private static final long LOCK = 7_240_519_336_201L;

  private PostgresTables() {}

  static Migrations migrations(String store) {
    return new Migrations(
        store,
        List.of(
            "SELECT pg_advisory_xact_lock(" + LOCK + ")",
            "CREATE SCHEMA IF NOT EXISTS " + SCHEMA,
            "CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)"),
        "SELECT coalesce(max(version), 0) FROM schema_version",
        "INSERT INTO schema_version (version) VALUES (%d)",
        List.of(first(), forgetting(), spending(), showing(), drafting()));
  }

  private static List<String> first() {
    return List.of(
        """
        CREATE TABLE conversations (
          id TEXT PRIMARY KEY, workspace TEXT NOT NULL, owner TEXT NOT NULL,
          created BIGINT NOT NULL)
        """,
        "CREATE INDEX conversations_owner ON conversations (owner, created)",
        """
        CREATE TABLE runs (
          id TEXT PRIMARY KEY, conversation TEXT NOT NULL REFERENCES conversations (id),
          position BIGINT NOT NULL, question TEXT NOT NULL, status TEXT NOT NULL,
          answer TEXT NOT NULL, idempotency_key TEXT, started BIGINT NOT NULL,
          server TEXT NOT NULL, epoch BIGINT NOT NULL, lease_end BIGINT NOT NULL,
          attempts INTEGER NOT NULL, cancel_asked INTEGER NOT NULL,
          sent BIGINT NOT NULL DEFAULT 0, cached BIGINT NOT NULL DEFAULT 0,
          received BIGINT NOT NULL DEFAULT 0, micros BIGINT NOT NULL DEFAULT 0,
          unpriced BIGINT NOT NULL DEFAULT 0,
          UNIQUE (conversation, position), UNIQUE (conversation, idempotency_key))
          WITH (fillfactor = 70)
        """,
        "CREATE UNIQUE INDEX runs_one_under_way ON runs (conversation) WHERE status = 'running'",
        "CREATE INDEX runs_under_way ON runs (server) WHERE status = 'running'",
        """
        CREATE TABLE uploads (
          name TEXT PRIMARY KEY, owner TEXT NOT NULL, zip BYTEA NOT NULL, created BIGINT NOT NULL)
        """,
        """
        CREATE TABLE approvals (
          run TEXT NOT NULL, approval TEXT NOT NULL, approved INTEGER NOT NULL,
          reason TEXT NOT NULL, decided_by TEXT NOT NULL, decided BIGINT NOT NULL,
          PRIMARY KEY (run, approval))
        """,
        """
        CREATE TABLE events (
          run TEXT NOT NULL, number BIGINT NOT NULL, type TEXT NOT NULL, data TEXT NOT NULL,
          last INTEGER NOT NULL, epoch BIGINT NOT NULL, PRIMARY KEY (run, number))
        """);
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
          owner TEXT NOT NULL, started BIGINT NOT NULL, sent BIGINT NOT NULL, cached BIGINT NOT NULL,
          received BIGINT NOT NULL, micros BIGINT NOT NULL, unpriced BIGINT NOT NULL)
        """,
        "CREATE INDEX spending_owner ON spending (owner, started)");
  }

  /** Which surfaces showed an approval to a person: a yes carries the secret of one of them. */
  private static List<String> showing() {
    return List.of(
        """
        CREATE TABLE shown_approvals (
          run TEXT NOT NULL, approval TEXT NOT NULL, secret_hash TEXT NOT NULL,
          shown BIGINT NOT NULL, PRIMARY KEY (run, approval, secret_hash))
        """);
  }

  /** What each event changed in a conversation's draft. */
  private static List<String> drafting() {
    return List.of(
        """
        CREATE TABLE draft_changes (
          run TEXT NOT NULL, number BIGINT NOT NULL, body BYTEA NOT NULL,
          PRIMARY KEY (run, number))
        """);
  }
}
