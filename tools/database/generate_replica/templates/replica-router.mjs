// @ts-check
// Written by Deployment Architect for <% name %>: reads go to a replica while it is fresh enough, and a
// user sees their own writes.
//
// With Prisma:
//   const router = new ReplicaRouter({
//     primary: (sql) => primary.$queryRawUnsafe(sql),
//     replica: (sql) => replica.$queryRawUnsafe(sql),
//   });
//   const posts = await router.read((on) => (on === "replica" ? replica : primary).post.findMany());
//   const mark = await router.wrote();          // after a write; keep it in the session
//   await router.read(query, mark);             // from the primary until the replica has that write
//
// A read inside a transaction that writes belongs to the primary: do not route it.

/** How old what a replica shows is; NULL before its first transaction. Only asked, never told. */
const FRESHNESS = `SELECT
  CASE WHEN pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() THEN 0
    ELSE round(extract(epoch FROM now() - pg_last_xact_replay_timestamp()) * 1000) END::text AS lag_ms,
  (SELECT count(*) FROM pg_stat_wal_receiver WHERE status = 'streaming')::text AS streaming,
  coalesce(pg_last_wal_replay_lsn(), '0/0')::text AS replayed`;

/** @typedef {(sql: string) => Promise<Array<Record<string, unknown>>>} Query */

export class ReplicaRouter {
  /**
   * @param {{primary: Query, replica: Query, maxLagMs?: number, checkEveryMs?: number, now?: () => number}} options
   */
  constructor({ primary, replica, maxLagMs = <% maxLag %>, checkEveryMs = <% checkEvery %>, now = Date.now }) {
    this.primary = primary;
    this.replica = replica;
    this.maxLagMs = maxLagMs;
    this.checkEveryMs = checkEveryMs;
    this.now = now;
    /** @type {{at: number, fresh: boolean, replayed: bigint} | undefined} */
    this.seen = undefined;
    /** @type {Promise<{at: number, fresh: boolean, replayed: bigint}> | undefined} */
    this.looking = undefined;
    this.counts = { primary: 0, replica: 0, failedOver: 0 };
  }

  /** The place in the primary's log after a write: a read that must show it passes it on. */
  async wrote() {
    const [row] = await this.primary("SELECT pg_current_wal_lsn()::text AS lsn");
    return String(row.lsn);
  }

  /**
   * Runs a read where it may run. A replica that fails is left, and the read runs on the primary.
   *
   * @template T
   * @param {(on: "replica" | "primary") => Promise<T>} query
   * @param {string} [after] what `wrote` gave, where the read must show that write
   * @returns {Promise<T>}
   */
  async read(query, after) {
    const state = await this.look();
    if (state.fresh && (after === undefined || state.replayed >= position(after))) {
      try {
        const result = await query("replica");
        this.counts.replica++;
        return result;
      } catch (error) {
        if (!isAway(error)) {
          throw error;
        }
        this.counts.failedOver++;
        this.seen = { at: this.now(), fresh: false, replayed: 0n };
      }
    }
    this.counts.primary++;
    return query("primary");
  }

  /** What the replica last said of itself; asked again when that is old, by one caller for all. */
  async look() {
    if (this.seen && this.now() - this.seen.at < this.checkEveryMs) {
      return this.seen;
    }
    this.looking ??= this.ask().finally(() => {
      this.looking = undefined;
    });
    return this.looking;
  }

  async ask() {
    try {
      const [row] = await this.replica(FRESHNESS);
      const lag = row.lag_ms === null ? Infinity : Number(row.lag_ms);
      const fresh = Number(row.streaming) > 0 && lag <= this.maxLagMs;
      this.seen = { at: this.now(), fresh, replayed: position(String(row.replayed)) };
    } catch {
      this.seen = { at: this.now(), fresh: false, replayed: 0n };
    }
    return this.seen;
  }
}

/** @param {string} lsn such as 16/B374D848 */
function position(lsn) {
  const [high, low] = lsn.split("/");
  return (BigInt(`0x${high}`) << 32n) + BigInt(`0x${low}`);
}

/**
 * Whether it is the server that is gone or in the way, not the query that is wrong: connection errors of
 * Node and Prisma, and PostgreSQL's classes 08, 57P and 40001 (a query ended by replay).
 *
 * @param {unknown} error
 */
function isAway(error) {
  const code = String(/** @type {{code?: unknown}} */ (error)?.code ?? "");
  const text = String(/** @type {{message?: unknown}} */ (error)?.message ?? error);
  return (
    /^(ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|P1001|P1002|P1008|P1017|P2024|08|57P|40001)/.test(code) ||
    /conflict with recovery|the database system is (starting|shutting)|Connection (refused|terminated)/i.test(text)
  );
}
