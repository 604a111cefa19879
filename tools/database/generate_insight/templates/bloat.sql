-- Tables that are larger than their rows need, by an estimate from the statistics: ANALYZE first. What it says
-- of tables under 10 MiB means little; pgstattuple counts exactly, and reads the whole table for it. Needs
-- monitor-role.sql; a table whose statistics cannot be seen is listed with an empty 'needed'.
SELECT
  c.oid::regclass AS table_name,
  pg_size_pretty(pg_relation_size(c.oid)) AS size,
  pg_size_pretty((e.expected_pages * 8192)::bigint) AS needed,
  round((100 * (1 - e.expected_pages / nullif(c.relpages, 0)))::numeric) AS bloat_percent
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN LATERAL (
  -- 24 bytes of a row's header and 4 of its pointer; 24 of each page's own.
  SELECT ceil(c.reltuples * (w.width + 28) / (8192 - 24)) AS expected_pages
  FROM monitor.row_widths() w WHERE w.relid = c.oid
) e ON true
WHERE c.relkind = 'r' AND c.relpages > 1280 AND n.nspname !~ '^pg_'
  AND (e.expected_pages IS NULL OR e.expected_pages < 0.7 * c.relpages)
ORDER BY c.relpages - e.expected_pages DESC NULLS FIRST
LIMIT 20;
