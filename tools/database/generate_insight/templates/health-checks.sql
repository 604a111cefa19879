-- One row for each fault found; no row is the good answer. 'page' wakes somebody, 'ticket' can wait till morning,
-- 'blind' means that this role cannot see what a check reads. Of this database: each other one has its own tables.
-- Needs monitor-role.sql in this database.
-- The thresholds are places to start; each says why it is there. PostgreSQL 14 and later.

WITH usable AS (
  SELECT current_setting('max_connections')::numeric - current_setting('superuser_reserved_connections')::numeric AS n
), bloated AS (
  -- Pages that the rows of each large table need: 28 bytes of header and pointer a row, 24 of each page's own.
  SELECT c.oid, c.relpages, ceil(c.reltuples * (w.width + 28) / (8192 - 24)) AS pages
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN monitor.row_widths() w ON w.relid = c.oid
  WHERE c.relkind = 'r' AND c.relpages > <% bloatMib %> * 128 AND n.nspname !~ '^pg_'
), faults AS (

  SELECT 'connections' AS fault, 'page' AS severity, current_database()::text AS subject,
    round(100 * count(*) / (SELECT n FROM usable), 1) || ' % of usable' AS value, '80 %' AS threshold,
    'a rollout opens more, and what comes after is refused' AS why
  FROM pg_stat_activity WHERE backend_type = 'client backend'
  HAVING 100 * count(*) / (SELECT n FROM usable) > 80

  UNION ALL
  SELECT 'waits for a lock', 'page', 'pid ' || pid || ' for ' || array_to_string(pg_blocking_pids(pid), ', '),
    round(extract(epoch FROM now() - state_change)) || ' s', '<% lockSeconds %> s',
    'users behind it wait too: ' || left(query, 80)
  FROM pg_stat_activity
  WHERE wait_event_type = 'Lock' AND state = 'active' AND now() - state_change > interval '<% lockSeconds %> s'

  UNION ALL
  SELECT 'forgotten transaction', 'ticket', 'pid ' || pid || ' of ' || coalesce(usename, '?'),
    round(extract(epoch FROM now() - xact_start)) || ' s', '60 s',
    'it holds its locks and keeps vacuum from cleaning'
  FROM pg_stat_activity
  WHERE state LIKE 'idle in transaction%' AND now() - xact_start > interval '60 s'

  UNION ALL
  SELECT 'long transaction', 'ticket', 'pid ' || pid || ' of ' || coalesce(usename, '?'),
    round(extract(epoch FROM now() - xact_start)) || ' s', '300 s',
    'rows deleted since it began stay in all tables: ' || left(query, 80)
  FROM pg_stat_activity
  WHERE backend_type = 'client backend' AND state = 'active' AND now() - xact_start > interval '300 s'

  UNION ALL
  SELECT 'prepared transaction', 'ticket', gid, round(extract(epoch FROM now() - prepared)) || ' s', '300 s',
    'nobody commits it, and it survives a restart with its locks'
  FROM pg_prepared_xacts WHERE now() - prepared > interval '300 s'

  UNION ALL
  SELECT 'wraparound', CASE WHEN age(datfrozenxid) > 1500000000 THEN 'page' ELSE 'ticket' END, datname::text,
    age(datfrozenxid) || ' transactions', '500000000',
    'PostgreSQL stops taking writes shortly before 2147483648; autovacuum should have begun at 200000000'
  FROM pg_database WHERE age(datfrozenxid) > 500000000

  UNION ALL
  SELECT 'sequence near its end', CASE WHEN last_value > 0.95 * max_value THEN 'page' ELSE 'ticket' END,
    schemaname || '.' || sequencename, round(100.0 * last_value / max_value, 1) || ' % of ' || max_value, '75 %',
    'at the end every insert fails; changing the key to bigint takes a plan (plan_migration)'
  FROM pg_sequences WHERE NOT cycle AND increment_by > 0 AND last_value > 0.75 * max_value

  UNION ALL
  SELECT 'cannot see sequences', 'blind', 'such as ' || min(c.oid::regclass::text) FILTER (WHERE NOT has_sequence_privilege(c.oid, 'SELECT, USAGE')),
    count(*) FILTER (WHERE NOT has_sequence_privilege(c.oid, 'SELECT, USAGE')) || ' of ' || count(*), '0',
    'their values are hidden from ' || current_user || ': run monitor-role.sql as their owner'
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind = 'S' AND n.nspname !~ '^pg_'
  HAVING count(*) FILTER (WHERE NOT has_sequence_privilege(c.oid, 'SELECT, USAGE')) > 0

  UNION ALL
  SELECT 'cannot see sessions', 'blind', 'those of other roles',
    count(*) FILTER (WHERE query = '<insufficient privilege>') || ' of ' || count(*), '0',
    'locks, transactions and connections of others are hidden: GRANT pg_monitor TO ' || quote_ident(current_user)
  FROM pg_stat_activity
  HAVING NOT pg_has_role('pg_read_all_stats', 'USAGE')

  UNION ALL
  SELECT 'cannot see statistics', 'blind', name, 'off', 'on', 'what is not counted cannot be checked'
  FROM pg_settings WHERE name IN ('track_counts', 'track_activities') AND setting = 'off'

  UNION ALL
  SELECT 'invalid index', 'ticket', indexrelid::regclass::text, pg_size_pretty(pg_relation_size(indexrelid)), 'none',
    'CREATE INDEX CONCURRENTLY failed: it costs each write and serves no read; drop it and build it again'
  FROM pg_index WHERE NOT indisvalid

  UNION ALL
  SELECT 'unused index', 'ticket', s.indexrelid::regclass::text, pg_size_pretty(pg_relation_size(s.indexrelid)),
    '<% indexMib %> MiB',
    'not read since ' || coalesce((SELECT stats_reset::date::text FROM pg_stat_database WHERE datname = current_database()), 'the statistics began')
      || '; look at replicas and monthly jobs before dropping it'
  FROM pg_stat_user_indexes s JOIN pg_index i USING (indexrelid)
  WHERE s.idx_scan = 0 AND NOT i.indisunique AND i.indisvalid
    AND pg_relation_size(s.indexrelid) > <% indexMib %> * 1048576.0

  UNION ALL
  SELECT 'doubled index', 'ticket', a.indexrelid::regclass::text, 'the same as ' || b.indexrelid::regclass::text, 'none',
    'each write pays for both, reads use one'
  FROM pg_index a JOIN pg_index b
    ON a.indrelid = b.indrelid AND a.indexrelid > b.indexrelid AND a.indkey = b.indkey AND a.indclass = b.indclass
    AND a.indoption = b.indoption AND a.indcollation = b.indcollation
    AND coalesce(pg_get_expr(a.indexprs, a.indrelid), '') = coalesce(pg_get_expr(b.indexprs, b.indrelid), '')
    AND coalesce(pg_get_expr(a.indpred, a.indrelid), '') = coalesce(pg_get_expr(b.indpred, b.indrelid), '')
  JOIN pg_class c ON c.oid = a.indrelid
  WHERE a.indisunique <= b.indisunique AND a.indisvalid AND b.indisvalid
    AND c.relnamespace <> 'pg_catalog'::regnamespace AND c.relnamespace <> 'pg_toast'::regnamespace

  UNION ALL
  SELECT 'foreign key without an index', 'ticket', k.conrelid::regclass || '.' || k.conname,
    round(c.reltuples) || ' rows', '<% keyRows %> rows',
    'each delete or key change in ' || k.confrelid::regclass || ' reads this table from end to end'
  FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
  WHERE k.contype = 'f' AND c.reltuples > <% keyRows %>
    AND NOT EXISTS (
      SELECT 1 FROM pg_index i
      WHERE i.indrelid = k.conrelid AND i.indpred IS NULL
        AND (i.indkey::smallint[])[0:cardinality(k.conkey) - 1] @> k.conkey)

  UNION ALL
  SELECT 'read from end to end', 'ticket', relid::regclass::text,
    seq_scan || ' times, ' || seq_tup_read / seq_scan || ' rows each', '100 times, 10000 rows',
    'an index may be missing; statements.sql shows which query'
  FROM pg_stat_user_tables
  WHERE seq_scan > 100 AND seq_tup_read / seq_scan > 10000 AND n_live_tup > 10000

  UNION ALL
  SELECT 'dead rows', 'ticket', relid::regclass::text,
    n_dead_tup || ' dead, ' || n_live_tup || ' live', '20 %, 10000 rows',
    'last vacuum: ' || coalesce(greatest(last_vacuum, last_autovacuum)::text, 'never')
      || '; a forgotten transaction or slot may keep it from cleaning'
  FROM pg_stat_user_tables WHERE n_dead_tup > 10000 AND n_dead_tup > 0.2 * n_live_tup

  UNION ALL
  SELECT 'bloat', 'ticket', b.oid::regclass::text,
    pg_size_pretty(b.relpages * 8192::bigint) || ', ' || pg_size_pretty((b.pages * 8192)::bigint) || ' needed',
    '50 %, <% bloatMib %> MiB',
    'each scan reads the empty space too; an estimate: bloat.sql, then pg_repack or VACUUM FULL in a quiet hour'
  FROM bloated b WHERE b.pages < 0.5 * b.relpages AND b.relpages - b.pages > <% bloatMib %> * 128

  UNION ALL
  SELECT 'cannot see bloat', 'blind', 'such as ' || min(b.oid::regclass::text) FILTER (WHERE b.pages IS NULL),
    count(*) FILTER (WHERE b.pages IS NULL) || ' of ' || count(*) || ' large tables', '0',
    'no statistics: ANALYZE it; if that changes nothing, run monitor-role.sql as its owner'
  FROM bloated b HAVING count(*) FILTER (WHERE b.pages IS NULL) > 0

  UNION ALL
  SELECT 'autovacuum is off', 'ticket', c.oid::regclass::text, 'off', 'on', 'nothing cleans or analyses it'
  FROM pg_class c WHERE c.reloptions::text LIKE '%autovacuum_enabled=false%'

  UNION ALL
  SELECT 'slot without a reader', 'page', slot_name::text,
    pg_size_pretty(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)), '1 GiB',
    'WAL piles up until the disk is full'
  FROM pg_replication_slots
  WHERE NOT active AND NOT pg_is_in_recovery() AND pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn) > 1073741824

  UNION ALL
  SELECT 'archive fails', 'page', last_failed_wal, failed_count || ' times', 'since the last success',
    'the time one can go back to stands still, and pg_wal grows'
  FROM pg_stat_archiver WHERE last_failed_time > coalesce(last_archived_time, '-infinity')

  UNION ALL
  SELECT 'memory is too small', 'ticket', datname::text,
    round(100.0 * blks_hit / (blks_hit + blks_read), 1) || ' % from memory', '95 %',
    'of ' || blks_hit + blks_read || ' pages; for an application, not for reports'
  FROM pg_stat_database
  WHERE datname = current_database() AND blks_read > 1000000 AND 100.0 * blks_hit / (blks_hit + blks_read) < 95
)
SELECT fault, severity, subject, value, threshold, why
FROM faults
ORDER BY severity, fault, subject;
