#!/usr/bin/env bash
# Fills <% table %>.<% target %> in batches. Idempotent: run it again at any time, it goes on where rows are left.
#
#   DATABASE_URL   direct address of PostgreSQL (required)
#   BATCH          rows per transaction (default 1000)
#   PAUSE          seconds between batches (default 0.2)
set -euo pipefail
: "${DATABASE_URL:?set DATABASE_URL to the direct address of PostgreSQL}"
batch="${BATCH:-1000}"
pause="${PAUSE:-0.2}"

run() {
  psql "$DATABASE_URL" --no-psqlrc --quiet --tuples-only --no-align --set ON_ERROR_STOP=1 --command "$1"
}

total=0
while true; do
  # SKIP LOCKED: rows in use are left for the next round, so no user waits for the backfill.
  changed=$(run "SET lock_timeout = '2s';
    <% batch %>")
  total=$((total + changed))
  echo "backfilled $total rows"
  if [ "$changed" -eq 0 ]; then
    left=$(run "<% left %>")
    if [ "$left" -eq 0 ]; then
      break
    fi
    echo "$left rows are locked by others; trying again"
  fi
  sleep "$pause"
done

# The gate: the contract step must not run before this is 0.
wrong=$(run "<% wrong %>")
if [ "$wrong" -ne 0 ]; then
  echo "GATE CLOSED: $wrong rows do not hold what they should" >&2
  exit 1
fi
echo "gate open: every row counted"
