-- The role that makes dumps: reads everything, changes nothing. Run it in each database that is dumped, as
-- its administrator; run it again after a migration that adds row-level security to a table.
--
--   psql "$ADMIN_URL" --set ON_ERROR_STOP=1 --set backup_password="$BACKUP_PASSWORD" --file backup-role.sql
SET client_min_messages = warning;
DO $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'backup') THEN
    CREATE ROLE backup LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE CONNECTION LIMIT 2;
  END IF;
END
$$;
ALTER ROLE backup PASSWORD :'backup_password';
ALTER ROLE backup SET default_transaction_read_only = on;
-- Tables, views and sequences. Neither row-level security nor, before PostgreSQL 19, large objects.
GRANT pg_read_all_data TO backup;

-- Row-level security. BYPASSRLS lets the role read all rows and change none. A superuser may give it, from
-- PostgreSQL 16 on also a role that has it. Where nobody may (RDS: the administrator has not got it), each
-- table gets a policy that shows this role all rows; dump.sh refuses while one lacks it.
DO $$
DECLARE
  one record;
BEGIN
  ALTER ROLE backup BYPASSRLS;
EXCEPTION
  WHEN insufficient_privilege THEN
    FOR one IN
      SELECT c.oid::regclass AS name, pg_has_role(c.relowner, 'USAGE') AS owned
      FROM pg_class c
      WHERE c.relrowsecurity
        AND NOT EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'backup_reads_all')
        -- Those of extensions are not dumped.
        AND NOT EXISTS (
          SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
    LOOP
      IF one.owned THEN
        EXECUTE format('CREATE POLICY backup_reads_all ON %s FOR SELECT TO backup USING (true)', one.name);
      ELSE
        RAISE WARNING 'as the owner of %: CREATE POLICY backup_reads_all ON % FOR SELECT TO backup USING (true)', one.name, one.name;
      END IF;
    END LOOP;
END
$$;

-- Large objects have their rights one by one. dump.sh calls this function before each dump; it gives the role
-- SELECT on those that the administrator owns (a superuser: on all), and nothing else.
CREATE SCHEMA IF NOT EXISTS backup;
GRANT USAGE ON SCHEMA backup TO backup;
CREATE OR REPLACE FUNCTION backup.grant_large_objects() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  one oid;
BEGIN
  FOR one IN
    SELECT m.oid
    FROM pg_largeobject_metadata m
    WHERE pg_has_role(m.lomowner, 'USAGE') AND NOT EXISTS (
      SELECT 1 FROM aclexplode(m.lomacl) a WHERE a.grantee = 'backup'::regrole AND a.privilege_type = 'SELECT')
  LOOP
    EXECUTE format('GRANT SELECT ON LARGE OBJECT %s TO backup', one);
  END LOOP;
END
$$;
REVOKE ALL ON FUNCTION backup.grant_large_objects() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION backup.grant_large_objects() TO backup;
