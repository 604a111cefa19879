-- The role by which PgBouncer looks passwords up, and nothing else. Can be run again.
--
--   psql "$DIRECT_URL" --set ON_ERROR_STOP=1 --set pooler_password="$POOLER_PASSWORD" --file pooler-role.sql
--
-- By a superuser, in each database behind the pooler. Where there is none, as on RDS, pg_authid cannot be
-- read: put the application's role and password into userlist.txt and take auth_query out.
DO $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'pgbouncer') THEN
    CREATE ROLE pgbouncer LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE CONNECTION LIMIT 5;
  END IF;
END
$$;
ALTER ROLE pgbouncer PASSWORD :'pooler_password';

CREATE SCHEMA IF NOT EXISTS pgbouncer;
REVOKE ALL ON SCHEMA pgbouncer FROM PUBLIC;
GRANT USAGE ON SCHEMA pgbouncer TO pgbouncer;

-- Runs as its owner, with a fixed search_path. Without the check of rolvaliduntil, a password that has
-- expired would still be good here (CVE-2025-2291).
CREATE OR REPLACE FUNCTION pgbouncer.lookup(wanted text)
RETURNS TABLE (username text, secret text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT rolname::text, rolpassword::text
  FROM pg_authid
  WHERE rolname = wanted
    AND rolcanlogin
    AND NOT rolsuper
    AND NOT rolreplication
    AND (rolvaliduntil IS NULL OR rolvaliduntil > now())
$$;
REVOKE ALL ON FUNCTION pgbouncer.lookup(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION pgbouncer.lookup(text) TO pgbouncer;
