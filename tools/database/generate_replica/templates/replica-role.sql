-- On the primary, once: the role that replicates, and a slot for each replica. Can be run again.
--
--   psql "$ADMIN_URL" --set ON_ERROR_STOP=1 --set replication_password="$REPLICATION_PASSWORD" --file replica-role.sql
--
-- pg_hba.conf needs a line of its own, for the replicas' addresses alone:
--   hostssl replication replicator 10.0.0.0/24 scram-sha-256
DO $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'replicator') THEN
    CREATE ROLE replicator LOGIN REPLICATION NOSUPERUSER NOCREATEDB NOCREATEROLE;
  END IF;
END
$$;
ALTER ROLE replicator PASSWORD :'replication_password';

SELECT pg_create_physical_replication_slot('<% slot %>')
WHERE NOT EXISTS (SELECT 1 FROM pg_replication_slots WHERE slot_name = '<% slot %>');
