package dev.deployarchitect.database.pooling;

/**
 * The arithmetic of connections.
 *
 * @param maxConnections of the server
 * @param instances of the application when it is busiest
 * @param perInstance connections each of them may open
 * @param overlap of a rollout in percent: 100 where every old instance runs beside a new one
 * @param poolers that run beside each other
 */
record ConnectionBudget(
    int maxConnections, int instances, int perInstance, int overlap, int poolers) {
  /** PostgreSQL's own reserve (manual, 20.3.1, superuser_reserved_connections). */
  static final int RESERVED = 3;

  /** A migration, a backup, two exporters and a person. */
  static final int OTHERS = 5;

  /** PgBouncer's default for a pool (pgbouncer.org/config, default_pool_size). */
  private static final int USUAL_POOL = 20;

  /** What the application may use of the server. */
  int usable() {
    return Math.max(0, maxConnections - RESERVED - OTHERS);
  }

  /** What the application may ask for, during a rollout, rounded up. */
  long peak() {
    long steady = (long) instances * perInstance;
    return steady + (steady * overlap + 99) / 100;
  }

  /** Whether it fits without a pooler. */
  boolean fits() {
    return peak() <= usable();
  }

  /** Connections to the server that one pooler may open in all. */
  int ofEachPooler() {
    return Math.max(1, usable() / poolers);
  }

  /** For each database and role. */
  int poolSize() {
    return (int) Math.max(1, Math.min(Math.min(USUAL_POOL, ofEachPooler()), peak()));
  }

  /** More for a pool whose clients have waited; what is left of the pooler's share, at most 5. */
  int reserve() {
    return Math.min(5, ofEachPooler() - poolSize());
  }

  /** Clients that one pooler takes: all of them, should the others be gone, and as many again. */
  long clients() {
    return Math.max(100, 2 * peak());
  }

  /** {@code 12 instances x 5 connections + 100 % while a release rolls out = 120}. */
  String demand() {
    return "%d instances x %d connections + %d %% while a release rolls out = %,d"
        .formatted(instances, perInstance, overlap, peak());
  }

  /** {@code 100 of max_connections - 3 reserved - 5 for migrations, backups, … = 92}. */
  String supply() {
    return "%d of max_connections - %d reserved for superusers - %d for migrations, backups and monitoring = %d"
        .formatted(maxConnections, RESERVED, OTHERS, usable());
  }
}
