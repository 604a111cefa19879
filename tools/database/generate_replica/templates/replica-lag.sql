-- On a replica: how old what it shows is, in milliseconds. 0 where it has replayed all it has received:
-- the time since the last transaction alone would grow on a quiet database.
SELECT
  CASE
    WHEN pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() THEN 0
    ELSE round(extract(epoch FROM now() - pg_last_xact_replay_timestamp()) * 1000)
  END AS lag_ms,
  (SELECT count(*) FROM pg_stat_wal_receiver WHERE status = 'streaming') AS streaming;
