#!/usr/bin/env bash
# Restores into an empty folder, to a second or to the newest state. Never into the live one.
#
#   database/backup/restore.sh TIME|latest FOLDER    TIME with its zone: '2026-11-24 10:15:00+00'
#
# Then start PostgreSQL on FOLDER, look, and switch the application over.
set -euo pipefail

archive=${ARCHIVE:-<% path %>}
cipher=(openssl enc -aes-256-ctr -pbkdf2 -iter 600000 -pass "file:${ARCHIVE_PASSPHRASE_FILE:-<% folder %>/passphrase}")
when=${1:?usage: restore.sh TIME|latest FOLDER}
target=${2:?usage: restore.sh TIME|latest FOLDER}
if [[ -e "$target" && -n "$(ls -A "$target")" ]]; then
  echo "$target is not empty" >&2
  exit 1
fi
# The newest base that was begun before the moment.
moment=now
if [[ "$when" != latest ]]; then
  moment=$when
fi
latest=$(date -u --date="$moment" +%Y%m%dT%H%M%SZ)
base=$(find "$archive/base" -name '*.tar.gz.enc' -printf '%f\n' | sort | awk -v end="$latest" '$0 < end' | tail --lines=1)
if [[ -z "$base" ]]; then
  echo "there is no base backup from before $when" >&2
  exit 1
fi
mkdir -p "$target"
chmod 700 "$target"
"${cipher[@]}" -d -in "$archive/base/$base" | gzip --decompress | tar --extract --directory="$target"
{
  echo "restore_command = 'bash <% folder %>/archive.sh pull %f %p'"
  echo "recovery_target_action = 'promote'"
  if [[ "$when" != latest ]]; then
    # The transaction that did the damage is left out.
    echo "recovery_target_time = '$when'"
    echo "recovery_target_inclusive = off"
  fi
} >> "$target/postgresql.auto.conf"
touch "$target/recovery.signal"
