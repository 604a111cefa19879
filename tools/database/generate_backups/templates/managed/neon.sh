#!/usr/bin/env bash
# Going back in time on Neon: drills a restore into a branch of its own. Safe to run again.
#
#   database/backup/managed.sh drill TIME     such as 2026-11-24T10:15:00Z; prints the address to count at
#   database/backup/managed.sh clean          takes the drill's branch away
#
# NEON_PROJECT, NEON_API_KEY. The window itself is set in the console: Settings, Instant restore, <% days %> days
# if the plan allows it. It is no copy in another place: run dump.sh too.
set -euo pipefail

project=${NEON_PROJECT:?is not set}

clean() {
  local there
  there=$(npx --yes neonctl@2 branches list --project-id "$project" --output json | jq --raw-output '.[] | select(.name == "restore-drill") | .id')
  if [[ -n "$there" ]]; then
    npx --yes neonctl@2 branches delete "$there" --project-id "$project"
  fi
}

case "${1:-}" in
  drill)
    clean
    began=$(date +%s)
    npx --yes neonctl@2 branches create --project-id "$project" --name restore-drill --parent "${2:?TIME}"
    npx --yes neonctl@2 connection-string restore-drill --project-id "$project"
    echo "restored to $2 in $(($(date +%s) - began)) s; count rows there, then 'clean'"
    ;;
  clean) clean ;;
  *)
    echo "usage: managed.sh drill TIME|clean" >&2
    exit 2
    ;;
esac
