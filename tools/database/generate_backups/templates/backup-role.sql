-- The role that makes dumps: reads everything, changes nothing. Can be run again.
--
--   psql "$ADMIN_URL" --set ON_ERROR_STOP=1 --set backup_password="$BACKUP_PASSWORD" --file backup-role.sql
DO $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'backup') THEN
    CREATE ROLE backup LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE CONNECTION LIMIT 2;
  END IF;
END
$$;
ALTER ROLE backup PASSWORD :'backup_password';
ALTER ROLE backup SET default_transaction_read_only = on;
GRANT pg_read_all_data TO backup;
