#!/usr/bin/env bash
# Makes a replica of a running primary in an empty folder. The primary goes on.
#
#   database/replica/make-replica.sh FOLDER    as the user who will own the data
#
# PGHOST, PGPORT, PGPASSFILE   of the primary; the role is replicator
# PG_BIN                       PostgreSQL's programs, of the primary's major version
#
# Then start PostgreSQL on FOLDER with replica.conf. To make it again: stop it, empty the folder, run this.
set -euo pipefail

target=${1:?usage: make-replica.sh FOLDER}
bin=${PG_BIN:-$(pg_config --bindir)}
if [[ -e "$target" && -n "$(ls -A "$target")" ]]; then
  echo "$target is not empty" >&2
  exit 1
fi
# --write-recovery-conf has it follow the primary by its slot when it is started.
"$bin/pg_basebackup" --pgdata="$target" --username=replicator --slot=<% slot %> \
  --wal-method=stream --checkpoint=fast --write-recovery-conf --no-password
echo "a replica stands in $target"
