#!/usr/bin/env bash
# Backups of a Cloud SQL instance: sets them, and drills a restore into a new instance. Safe to run again.
#
#   database/backup/managed.sh configure
#   database/backup/managed.sh drill TIME     such as 2026-11-24T10:15:00Z; prints how long it took
#   database/backup/managed.sh clean          takes the drill's instance away
set -euo pipefail

instance=${INSTANCE:?is not set}
copy="$instance-drill"

case "${1:-}" in
  configure)
    gcloud sql instances patch "$instance" --quiet --backup-start-time=02:00 \
      --enable-point-in-time-recovery --retained-transaction-log-days=<% logDays %> \
      --retained-backups-count=<% days %> --deletion-protection
    ;;
  drill)
    began=$(date +%s)
    gcloud sql instances clone "$instance" "$copy" --point-in-time="${2:?TIME}" --quiet
    echo "restored to $2 in $(($(date +%s) - began)) s; count rows there, then 'clean'"
    ;;
  clean)
    if gcloud sql instances describe "$copy" > /dev/null 2>&1; then
      gcloud sql instances patch "$copy" --quiet --no-deletion-protection
      gcloud sql instances delete "$copy" --quiet
    fi
    ;;
  *)
    echo "usage: managed.sh configure|drill TIME|clean" >&2
    exit 2
    ;;
esac
