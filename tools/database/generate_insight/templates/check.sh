#!/usr/bin/env bash
# Runs health-checks.sql and says what it found; exit 1 for a fault that wakes somebody, 0 else.
#
#   database/insight/check.sh    each minute, from cron or a job
#
# MONITOR_URL  the address for the role of monitor-role.sql, past any pooler
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
found=$(psql "${MONITOR_URL:?is not set}" --no-psqlrc --set ON_ERROR_STOP=1 --quiet --csv --tuples-only \
  --file "$here/health-checks.sql")
if [[ -z "$found" ]]; then
  exit 0
fi
printf '%s\n' "$found"
if grep --quiet --extended-regexp '^[^,]*,page,' <<< "$found"; then
  exit 1
fi
