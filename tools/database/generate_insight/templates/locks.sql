-- Who waits for whom, the first in line on top.
WITH RECURSIVE waiting AS (
  SELECT pid, unnest(pg_blocking_pids(pid)) AS blocker FROM pg_stat_activity WHERE cardinality(pg_blocking_pids(pid)) > 0
), line AS (
  SELECT blocker AS pid, 0 AS depth, ARRAY[blocker] AS path FROM waiting WHERE blocker NOT IN (SELECT pid FROM waiting)
  UNION ALL
  SELECT w.pid, l.depth + 1, l.path || w.pid FROM waiting w JOIN line l ON l.pid = w.blocker WHERE w.pid <> ALL (l.path)
)
SELECT repeat('  ', l.depth) || l.pid AS pid, a.usename AS role, a.state,
  round(extract(epoch FROM now() - a.xact_start)) AS transaction_s, left(a.query, 120) AS query
FROM line l JOIN pg_stat_activity a ON a.pid = l.pid
ORDER BY l.path;

-- Locks that stop writers, on tables, now.
SELECT l.pid, l.mode, l.granted, l.relation::regclass AS relation, left(a.query, 120) AS query
FROM pg_locks l JOIN pg_stat_activity a USING (pid)
WHERE l.locktype = 'relation' AND l.mode IN ('ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')
  AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
ORDER BY l.relation, l.granted DESC;
