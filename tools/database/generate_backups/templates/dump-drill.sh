#!/usr/bin/env bash
# Proves that a dump can be restored: starts a new PostgreSQL beside everything else, restores into it, counts,
# and says how long it took. Needs PostgreSQL's server programs, and a user who is not root.
#
#   database/backup/dump-drill.sh [FILE]    the newest dump in DUMP_FOLDER without it
#
# DUMP_PASSPHRASE_FILE  as for dump.sh
# DRILL_QUERY           a query that answers one number; all rows of all tables, estimated, without it
# DRILL_LEAST           the least it must answer; 1 without it
# DRILL_FOLDER          a folder with room for the whole database; /var/tmp without it
# PG_BIN                the folder of PostgreSQL's programs, of the same major version or a later one
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
bin=${PG_BIN:-$(pg_config --bindir)}
file=${1:-}
if [[ -z "$file" ]]; then
  file=$(find "${DUMP_FOLDER:?is not set}" -maxdepth 1 -name '*.dump.enc' | sort | tail --lines=1)
fi
[[ -n "$file" ]] || { echo "there is no dump in $DUMP_FOLDER" >&2; exit 1; }
folder=$(mktemp --directory "${DRILL_FOLDER:-/var/tmp}/dump-drill.XXXXXX")

clean_up() {
  "$bin/pg_ctl" stop --pgdata="$folder/data" --mode=immediate > /dev/null 2>&1 || true
  rm -rf "$folder"
}
trap clean_up EXIT

# The new server alone, whatever the caller's settings name.
unset PGHOST PGHOSTADDR PGPORT PGUSER PGPASSWORD PGDATABASE PGSERVICE PGOPTIONS
began=$(date +%s)
"$bin/initdb" --pgdata="$folder/data" --username=postgres --auth=trust --encoding=UTF8 --locale=C > /dev/null
cat >> "$folder/data/postgresql.auto.conf" << SETTINGS
listen_addresses = ''
unix_socket_directories = '$folder'
# It is thrown away: nothing in it must survive a crash.
fsync = 'off'
SETTINGS
"$bin/pg_ctl" start --pgdata="$folder/data" --log="$folder/drill.log" --wait > /dev/null \
  || { cat "$folder/drill.log" >&2; exit 1; }
"$bin/createdb" --host="$folder" --username=postgres drill
export PATH="$bin:$PATH"
address="postgresql:///drill?host=$folder&user=postgres"
bash "$here/dump.sh" restore "$file" "$address"
took=$(($(date +%s) - began))
count=$(psql "$address" --no-psqlrc --tuples-only --no-align --command \
  "${DRILL_QUERY:-SELECT coalesce(sum(greatest(c.reltuples, 0)), 0)::bigint FROM pg_class c JOIN pg_stat_user_tables t ON t.relid = c.oid}")
echo "restored $(basename "$file") into a new PostgreSQL in $took s; counted: $count"
if ((count < ${DRILL_LEAST:-1})); then
  echo "that is less than ${DRILL_LEAST:-1}" >&2
  exit 1
fi
