#!/usr/bin/env bash
# A logical copy of one database, encrypted, readable by any later PostgreSQL. Safe to run again.
#
#   database/backup/dump.sh             makes one, looks whether it can be read, takes old ones away
#   database/backup/dump.sh restore FILE DATABASE_URL    into an empty database
#
# DIRECT_URL            a role with pg_read_all_data, past any pooler (backup-role.sql)
# DUMP_FOLDER           where dumps are kept; then copy it to another account or place
# DUMP_PASSPHRASE_FILE  read by its owner alone; without it a dump cannot be read, so keep it elsewhere too
# KEEP_DAYS             <% days %> without it; the newest dump always stays
set -euo pipefail
umask 077

cipher=(openssl enc -aes-256-ctr -pbkdf2 -iter 600000 -pass "file:${DUMP_PASSPHRASE_FILE:?is not set}")

# Half a dump never gets a dump's name, and never stays.
part=
trap 'rm -f "$part" "$part.list"' EXIT

make() {
  local folder name
  folder=${DUMP_FOLDER:?is not set}
  mkdir -p "$folder"
  exec 9> "$folder/.lock"
  flock --nonblock 9 || { echo "another dump is running" >&2; exit 1; }
  name="$folder/$(date -u +%Y%m%dT%H%M%SZ).dump.enc"
  part="$name.part"
  pg_dump --dbname="${DIRECT_URL:?is not set}" --format=custom --no-owner --lock-wait-timeout=60s \
    | "${cipher[@]}" -salt > "$part"
  "${cipher[@]}" -d -in "$part" | pg_restore --list > "$part.list"
  grep --quiet 'TABLE DATA' "$part.list" || { echo "the dump holds no table" >&2; exit 1; }
  mv "$part" "$name"
  (cd "$folder" && sha256sum "$(basename "$name")" > "$(basename "$name").sha256")
  prune "$folder" "$name"
  echo "$name"
}

prune() {
  find "$1" -maxdepth 1 -name '*.dump.enc' -mtime "+${KEEP_DAYS:-<% days %>}" ! -path "$2" -print \
    | while IFS= read -r old; do
        rm -f "$old" "$old.sha256"
        echo "took away $old" >&2
      done
}

restore() {
  local file=$1 target=$2 tables
  (cd "$(dirname "$file")" && sha256sum --quiet --check "$(basename "$file").sha256")
  tables=$(psql "$target" --tuples-only --no-align --command \
    "SELECT count(*) FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')")
  if [[ "$tables" != 0 ]]; then
    echo "the database has $tables tables; restore into an empty one, then switch" >&2
    exit 1
  fi
  "${cipher[@]}" -d -in "$file" \
    | pg_restore --dbname="$target" --no-owner --single-transaction --exit-on-error
}

case "${1:-make}" in
  make) make ;;
  restore) restore "${2:?FILE}" "${3:?DATABASE_URL}" ;;
  *)
    echo "usage: dump.sh [restore FILE DATABASE_URL]" >&2
    exit 2
    ;;
esac
