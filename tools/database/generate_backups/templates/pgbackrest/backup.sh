#!/usr/bin/env bash
# A backup by pgBackRest: a full one each Sunday, else what changed since. Safe to run again.
#
#   database/backup/backup.sh [full|diff]    as the user who owns the data, each night
#
# PGBACKREST_CONFIG  <% folder %>/pgbackrest.conf without it
set -euo pipefail

export PGBACKREST_CONFIG=${PGBACKREST_CONFIG:-<% folder %>/pgbackrest.conf}
stanza=<% stanza %>
kind=${1:-diff}
if [[ -z "${1:-}" && "$(date -u +%u)" == 7 ]]; then
  kind=full
fi
case "$kind" in full | diff) ;; *)
  echo "usage: backup.sh [full|diff]" >&2
  exit 2
  ;;
esac

# Makes the repository ready the first time, and does nothing after.
pgbackrest --stanza="$stanza" stanza-create
# Archives a segment and waits until it has arrived: a backup without its WAL is none.
pgbackrest --stanza="$stanza" check
# Old backups go after a new one stands, by the retention in pgbackrest.conf.
pgbackrest --stanza="$stanza" --type="$kind" backup
pgbackrest --stanza="$stanza" info
