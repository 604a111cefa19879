-- The twenty statements that cost the most time, and how much of it each. Needs pg_stat_statements.
SELECT
  round(total_exec_time::numeric / 1000, 1) AS total_s,
  calls,
  round(mean_exec_time::numeric, 1) AS mean_ms,
  round((100 * total_exec_time / sum(total_exec_time) OVER ())::numeric, 1) AS share_percent,
  round(100.0 * shared_blks_hit / nullif(shared_blks_hit + shared_blks_read, 0), 1) AS cached_percent,
  left(regexp_replace(query, '\s+', ' ', 'g'), 120) AS statement
FROM pg_stat_statements
ORDER BY total_exec_time DESC
LIMIT 20;

-- Indexes that nothing has read since the statistics were reset, largest first.
SELECT relname AS table_name, indexrelname AS index_name, pg_size_pretty(pg_relation_size(indexrelid)) AS size
FROM pg_stat_user_indexes
WHERE idx_scan = 0
ORDER BY pg_relation_size(indexrelid) DESC
LIMIT 20;

-- Who waits for whom, now.
SELECT blocked.pid, left(blocked.query, 80) AS waits, blocking.pid AS for_pid, left(blocking.query, 80) AS holds
FROM pg_stat_activity AS blocked
JOIN LATERAL unnest(pg_blocking_pids(blocked.pid)) AS b(pid) ON true
JOIN pg_stat_activity AS blocking ON blocking.pid = b.pid;
