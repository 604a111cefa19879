#!/usr/bin/env bash
# Backups of an RDS instance: sets them, and drills a restore into a new instance. Safe to run again.
#
#   database/backup/managed.sh configure
#   database/backup/managed.sh drill TIME     such as 2026-11-24T10:15:00Z; prints how long it took
#   database/backup/managed.sh clean          takes the drill's instance away
#
# INSTANCE, SUBNET_GROUP, SECURITY_GROUP, PARAMETER_GROUP; a role that may do what stands here, no more.
set -euo pipefail

instance=${INSTANCE:?is not set}
copy="$instance-drill"

case "${1:-}" in
  configure)
    # From 0 to another number, and back, the instance restarts.
    aws rds modify-db-instance --db-instance-identifier "$instance" \
      --backup-retention-period <% days %> --preferred-backup-window 02:00-03:00 \
      --copy-tags-to-snapshot --deletion-protection --apply-immediately
    ;;
  drill)
    began=$(date +%s)
    aws rds restore-db-instance-to-point-in-time --source-db-instance-identifier "$instance" \
      --target-db-instance-identifier "$copy" --restore-time "${2:?TIME}" --no-multi-az \
      --db-subnet-group-name "${SUBNET_GROUP:?is not set}" \
      --vpc-security-group-ids "${SECURITY_GROUP:?is not set}" \
      --db-parameter-group-name "${PARAMETER_GROUP:?is not set}" --no-publicly-accessible
    aws rds wait db-instance-available --db-instance-identifier "$copy"
    echo "restored to $2 in $(($(date +%s) - began)) s; count rows there, then 'clean'"
    aws rds describe-db-instances --db-instance-identifier "$copy" --query 'DBInstances[0].Endpoint.Address' --output text
    ;;
  clean)
    if aws rds describe-db-instances --db-instance-identifier "$copy" > /dev/null 2>&1; then
      aws rds delete-db-instance --db-instance-identifier "$copy" --skip-final-snapshot --delete-automated-backups
    fi
    ;;
  *)
    echo "usage: managed.sh configure|drill TIME|clean" >&2
    exit 2
    ;;
esac
