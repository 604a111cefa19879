#!/usr/bin/env bash
# Restores into an empty folder, to a second or to the newest state. Never into the live one.
#
#   database/backup/restore.sh TIME|latest FOLDER
#
# Then start PostgreSQL on FOLDER, look, and switch the application over.
set -euo pipefail

# Named, so that the restore_command it writes finds it too.
config=${PGBACKREST_CONFIG:-<% folder %>/pgbackrest.conf}
when=${1:?usage: restore.sh TIME|latest FOLDER}
target=${2:?usage: restore.sh TIME|latest FOLDER}
if [[ -e "$target" && -n "$(ls -A "$target")" ]]; then
  echo "$target is not empty" >&2
  exit 1
fi
mkdir -p "$target"
chmod 700 "$target"
point=()
if [[ "$when" != latest ]]; then
  # The transaction that did the damage is left out, and the copy can be written to.
  point=(--type=time --target="$when" --target-exclusive --target-action=promote)
fi
pgbackrest --config="$config" --stanza=<% stanza %> --pg1-path="$target" --archive-mode=off "${point[@]}" restore
