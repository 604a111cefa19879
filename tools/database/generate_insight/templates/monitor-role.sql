-- The role of exporters and of these queries: sees statistics, sessions and queries of all roles, reads no table.
-- Run it in each database that is watched, as its administrator; again where a check says that it cannot see.
--
--   psql "$ADMIN_URL" --set ON_ERROR_STOP=1 --set monitor_password="$MONITOR_PASSWORD" --file monitor-role.sql
SET client_min_messages = warning;
DO $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'monitor') THEN
    CREATE ROLE monitor LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE CONNECTION LIMIT 5;
  END IF;
END
$$;
ALTER ROLE monitor PASSWORD :'monitor_password';
ALTER ROLE monitor SET statement_timeout = '30s';
ALTER ROLE monitor SET default_transaction_read_only = on;
-- Sessions, queries, sizes and settings: pg_read_all_stats, pg_read_all_settings, pg_stat_scan_tables.
GRANT pg_monitor TO monitor;

-- The value of a sequence needs SELECT on it, which pg_monitor does not bring; it shows a number and no row.
-- Sequences that the same owners make later are included.
DO $$
DECLARE
  one record;
BEGIN
  FOR one IN
    SELECT c.oid::regclass AS name
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'S' AND n.nspname !~ '^pg_' AND pg_has_role(c.relowner, 'USAGE')
      AND CASE WHEN c.relkind = 'S' THEN NOT has_sequence_privilege('monitor', c.oid, 'SELECT') END
  LOOP
    EXECUTE format('GRANT SELECT ON SEQUENCE %s TO monitor', one.name);
  END LOOP;
  FOR one IN
    SELECT DISTINCT c.relowner::regrole AS name
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'S') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
      AND pg_has_role(c.relowner, 'USAGE')
    UNION SELECT current_user::regrole
  LOOP
    EXECUTE format('ALTER DEFAULT PRIVILEGES FOR ROLE %s GRANT SELECT ON SEQUENCES TO monitor', one.name);
  END LOOP;
END
$$;

-- How wide rows are is in pg_stats, beside values out of the rows, and only for who may read the table. This
-- function gives the widths alone, as its owner sees them.
CREATE SCHEMA IF NOT EXISTS monitor;
GRANT USAGE ON SCHEMA monitor TO monitor;
CREATE OR REPLACE FUNCTION monitor.row_widths() RETURNS TABLE (relid oid, width double precision)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT c.oid, sum((1 - s.null_frac) * s.avg_width)::double precision
  FROM pg_stats s
  JOIN pg_namespace n ON n.nspname = s.schemaname
  JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = s.tablename
  WHERE c.relkind = 'r' AND NOT s.inherited
  GROUP BY c.oid
$$;
REVOKE ALL ON FUNCTION monitor.row_widths() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION monitor.row_widths() TO monitor;
