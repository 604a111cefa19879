-- Ask as a member of pg_monitor: any other role sees its own sessions alone, and everything looks free.
-- How full the server is: above 80 % a rollout may not get its connections any more.
SELECT
  count(*) AS used,
  current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int AS usable,
  round(100.0 * count(*) / (current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int), 1) AS percent
FROM pg_stat_activity
WHERE backend_type = 'client backend';

-- Who holds them, and how many of each do nothing.
SELECT
  usename AS role,
  application_name,
  client_addr,
  count(*) AS connections,
  count(*) FILTER (WHERE state = 'idle') AS idle,
  count(*) FILTER (WHERE state = 'idle in transaction') AS idle_in_transaction,
  max(now() - state_change) AS longest_in_state
FROM pg_stat_activity
WHERE backend_type = 'client backend'
GROUP BY usename, application_name, client_addr
ORDER BY connections DESC;

-- Transactions that were opened and forgotten for more than a minute: they hold locks and stop vacuum.
SELECT pid, usename AS role, now() - xact_start AS open_for, left(query, 120) AS last_statement
FROM pg_stat_activity
WHERE state LIKE 'idle in transaction%' AND xact_start < now() - interval '1 minute'
ORDER BY xact_start;
