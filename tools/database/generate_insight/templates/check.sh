#!/usr/bin/env bash
# Runs health-checks.sql and says what it found. Exit 0: nobody has to be woken. 1: a fault that wakes somebody.
# 2 and more: it could not look, or not at everything, so that an empty answer would mean nothing.
#
#   database/insight/check.sh    each minute and for each database, from cron or a job
#
# MONITOR_URL  the address for the role of monitor-role.sql, past any pooler
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
if ! found=$(psql "${MONITOR_URL:?is not set}" --no-psqlrc --set ON_ERROR_STOP=1 --quiet --csv --tuples-only \
  --file "$here/health-checks.sql"); then
  echo "cannot see: the checks did not run. Has monitor-role.sql run in this database, and is this its role?" >&2
  exit 3
fi
if [[ -z "$found" ]]; then
  exit 0
fi
printf '%s\n' "$found"
if grep --quiet --extended-regexp '^[^,]*,page,' <<< "$found"; then
  exit 1
fi
if grep --quiet --extended-regexp '^[^,]*,blind,' <<< "$found"; then
  exit 2
fi
