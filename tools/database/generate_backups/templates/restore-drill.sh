#!/usr/bin/env bash
# Proves that the backups can be restored: restores them beside the live server, counts, and says how long
# it took. Touches nothing that lives; takes away what it made, also when it fails.
#
#   database/backup/restore-drill.sh [TIME]    such as '2026-11-24 10:15:00+00'; the newest state without it
#
# DRILL_DATABASE   the database to look into
# DRILL_QUERY      a query that answers one number; all rows of all tables, estimated, without it
# DRILL_LEAST      the least it must answer; 1 without it
# DRILL_FOLDER     a folder with room for the whole database; /var/tmp without it
# PG_BIN           the folder of PostgreSQL's programs, of the same major version as the backup
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
bin=${PG_BIN:-$(pg_config --bindir)}
port=${DRILL_PORT:-54329}
# Always a new one: it is deleted at the end.
folder=$(mktemp --directory "${DRILL_FOLDER:-/var/tmp}/restore-drill.XXXXXX")
data="$folder/data"

clean_up() {
  "$bin/pg_ctl" stop --pgdata="$data" --mode=immediate > /dev/null 2>&1 || true
  rm -rf "$folder"
}
trap clean_up EXIT

ask() {
  "$bin/psql" --host="$folder" --port="$port" --username="${DRILL_USER:-postgres}" \
    --dbname="${DRILL_DATABASE:-postgres}" --tuples-only --no-align --command "$1"
}

began=$(date +%s)
bash "$here/restore.sh" "${1:-latest}" "$data"
# A copy must not archive over the real one, nor be reached from outside.
cat >> "$data/postgresql.auto.conf" << SETTINGS
archive_mode = 'off'
listen_addresses = ''
unix_socket_directories = '$folder'
port = $port
shared_preload_libraries = ''
hba_file = '$folder/hba.conf'
ssl = 'off'
SETTINGS
echo "local all all trust" > "$folder/hba.conf"
"$bin/pg_ctl" start --pgdata="$data" --log="$folder/drill.log" --timeout=3600 --wait > /dev/null \
  || { cat "$folder/drill.log" >&2; exit 1; }
until [[ "$(ask 'SELECT pg_is_in_recovery()')" == f ]]; do
  if ! "$bin/pg_ctl" status --pgdata="$data" > /dev/null; then
    cat "$folder/drill.log" >&2
    exit 1
  fi
  sleep 1
done
took=$(($(date +%s) - began))

last=$(ask 'SELECT pg_last_xact_replay_timestamp()')
count=$(ask "${DRILL_QUERY:-SELECT coalesce(sum(greatest(c.reltuples, 0)), 0)::bigint FROM pg_class c JOIN pg_stat_user_tables t ON t.relid = c.oid}")
# Every page of every table is read once, with checksums where the cluster has them.
"$bin/pg_dump" --host="$folder" --port="$port" --username="${DRILL_USER:-postgres}" \
  --dbname="${DRILL_DATABASE:-postgres}" > /dev/null
echo "restored to ${1:-the newest state} in $took s; last transaction: ${last:-none after the backup}; counted: $count"
if ((count < ${DRILL_LEAST:-1})); then
  echo "that is less than ${DRILL_LEAST:-1}" >&2
  exit 1
fi
