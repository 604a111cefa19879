-- Whether the archive keeps up. failed_count that grows, or minutes without a segment on a database that
-- is written to, mean that the time you can go back to stands still, and that pg_wal fills the disk.
SELECT
  archived_count,
  failed_count,
  last_failed_wal,
  last_failed_time,
  round(extract(epoch FROM now() - last_archived_time)) AS seconds_since_last
FROM pg_stat_archiver;

-- How much WAL waits, in MiB: growth beyond some hundred is a full disk to come.
SELECT count(*) AS segments, round(sum(size) / 1048576.0) AS mib FROM pg_ls_waldir();

-- Replication slots that hold WAL back, with how much.
SELECT slot_name, active, pg_size_pretty(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)) AS held
FROM pg_replication_slots
ORDER BY restart_lsn;
