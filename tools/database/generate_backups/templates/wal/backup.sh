#!/usr/bin/env bash
# A base backup by pg_basebackup, encrypted, and the retention of bases and WAL. Safe to run again.
#
#   database/backup/backup.sh    each night, as a role with REPLICATION (PGHOST, PGUSER and so on)
#
# KEEP_DAYS  <% days %> without it; the newest base always stays
set -euo pipefail
umask 077

archive=${ARCHIVE:-<% path %>}
keep=${KEEP_DAYS:-<% days %>}
cipher=(openssl enc -aes-256-ctr -pbkdf2 -iter 600000 -pass "file:${ARCHIVE_PASSPHRASE_FILE:-<% folder %>/passphrase}")
bases="$archive/base"

mkdir -p "$bases"
exec 9> "$archive/.lock"
flock --nonblock 9 || { echo "another backup is running" >&2; exit 1; }

name="$bases/$(date -u +%Y%m%dT%H%M%SZ).tar.gz.enc"
# Half a backup never gets a backup's name.
trap 'rm -f "$name.part"' EXIT
pg_basebackup --pgdata=- --format=tar --wal-method=none --checkpoint=fast --no-password \
  | gzip --fast | "${cipher[@]}" -salt > "$name.part"

# The first WAL segment it needs stands in its label; a backup that cannot be read is none.
first() {
  "${cipher[@]}" -d -in "$1" | gzip --decompress | tar --extract --to-stdout --file=- backup_label \
    | sed --quiet 's/^START WAL LOCATION: .* (file \([0-9A-F]\{24\}\))$/\1/p'
}
label=$(first "$name.part")
[[ -n "$label" ]] || { echo "the backup cannot be read" >&2; exit 1; }
mv "$name.part" "$name"

# Bases older than asked for go, and the WAL that only they needed.
find "$bases" -name '*.tar.gz.enc' -mtime "+$keep" ! -path "$name" -delete
# sed reads all of the list: a reader that ends early would end sort by a signal, and with it this script.
oldest=$(find "$bases" -name '*.tar.gz.enc' | sort | sed --quiet 1p)
label=$(first "$oldest")
pg_archivecleanup -x .gz.enc "$archive/wal" "$label"
echo "$name"
