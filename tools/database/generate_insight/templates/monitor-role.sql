-- The role of exporters and of these queries: sees statistics and all queries, reads no table. Can be run again.
--
--   psql "$ADMIN_URL" --set ON_ERROR_STOP=1 --set monitor_password="$MONITOR_PASSWORD" --file monitor-role.sql
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
GRANT pg_monitor TO monitor;
