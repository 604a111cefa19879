-- Ask as a member of pg_monitor: from other roles the positions are hidden, and the answer is empty or NULL.
-- On the primary: each replica, and how far it is behind. replay_lag is NULL where nothing is written.
SELECT
  application_name,
  client_addr,
  state,
  sync_state,
  pg_wal_lsn_diff(pg_current_wal_lsn(), replay_lsn) AS bytes_behind,
  round(extract(epoch FROM replay_lag) * 1000) AS replay_lag_ms
FROM pg_stat_replication
ORDER BY bytes_behind DESC NULLS FIRST;

-- On the primary: slots that nobody reads from, and the WAL that they hold back.
SELECT slot_name, active, wal_status, pg_size_pretty(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)) AS held
FROM pg_replication_slots
WHERE NOT active OR wal_status <> 'reserved';
