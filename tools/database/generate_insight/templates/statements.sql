-- Needs the extension: CREATE EXTENSION IF NOT EXISTS pg_stat_statements;
-- Times are since the last pg_stat_statements_reset(); look at the same span before and after a change.

-- The twenty statements that cost the server the most time.
SELECT
  round(total_exec_time::numeric / 1000, 1) AS total_s,
  calls,
  round(mean_exec_time::numeric, 2) AS mean_ms,
  round(stddev_exec_time::numeric, 2) AS spread_ms,
  round((100 * total_exec_time / nullif(sum(total_exec_time) OVER (), 0))::numeric, 1) AS share_percent,
  rows / nullif(calls, 0) AS rows_each,
  left(regexp_replace(query, '\s+', ' ', 'g'), 200) AS statement
FROM pg_stat_statements
ORDER BY total_exec_time DESC
LIMIT 20;

-- Slow each time, and called often enough to matter.
SELECT calls, round(mean_exec_time::numeric, 1) AS mean_ms, round(max_exec_time::numeric, 1) AS max_ms,
  left(regexp_replace(query, '\s+', ' ', 'g'), 200) AS statement
FROM pg_stat_statements
WHERE calls >= 10 AND mean_exec_time > <% slowMs %>
ORDER BY mean_exec_time DESC
LIMIT 20;

-- Quick but called without end: one query in a loop, which a join or an IN would do at once (N + 1).
SELECT calls, round(mean_exec_time::numeric, 3) AS mean_ms, rows,
  left(regexp_replace(query, '\s+', ' ', 'g'), 200) AS statement
FROM pg_stat_statements
WHERE calls > 10000 AND rows <= calls
ORDER BY calls DESC
LIMIT 20;

-- Read from disk, not from memory; and sorted or joined on disk.
SELECT shared_blks_read * 8 / 1024 AS read_mib, temp_blks_written * 8 / 1024 AS spilled_mib, calls,
  left(regexp_replace(query, '\s+', ' ', 'g'), 200) AS statement
FROM pg_stat_statements
WHERE shared_blks_read > 12800 OR temp_blks_written > 1280
ORDER BY shared_blks_read + temp_blks_written DESC
LIMIT 20;
