#!/usr/bin/env bash
# Puts a new version live, and takes it back when it does not serve.
#
#   deploy/release.sh release    stage, look, move traffic in steps, look; on failure: back
#   deploy/release.sh rollback   back to what was live before the last release
#
# Both can be run again: what is already so is left as it is.
# What the host does is in deploy/host.sh: current, stage, address, route, restore.
set -euo pipefail
# Without this a failed command inside $( ) would go unnoticed: a deployment that failed looked done.
shopt -s inherit_errexit

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=/dev/null
source "$here/host.sh"

# Where the version that was live before is kept between steps.
state=${RELEASE_STATE:-.release-before}
# Shares of the traffic, in percent, on the way to all of it.
steps=${RELEASE_STEPS:-<% steps %>}

release() {
  local before next url share
  before=$(current)
  next=$(stage)
  if [[ "$next" == "$before" ]]; then
    echo "$next is live already"
    return
  fi
  printf '%s\n' "$before" > "$state"
  url=$(address "$next")
  if [[ -n "$url" ]]; then
    # Nobody is sent there yet: a failure here leaves the live version untouched.
    bash "$here/verify.sh" "$url"
  fi
  if [[ -z "$before" ]]; then
    # Nothing to share the traffic with.
    steps=100
  fi
  for share in $steps; do
    echo "$share % of the traffic to $next"
    if ! route "$next" "$share" "$before" || ! bash "$here/verify.sh" "$HEALTH_URL"; then
      echo "$next does not serve; back to ${before:-nothing}" >&2
      rollback
      exit 1
    fi
  done
  echo "$next is live"
}

rollback() {
  local before
  if [[ ! -s "$state" ]]; then
    echo "nothing was released from here; there is nothing to go back to" >&2
    return 1
  fi
  before=$(< "$state")
  if [[ -z "$before" ]]; then
    echo "there was no version before this one" >&2
    return 1
  fi
  restore "$before"
  bash "$here/verify.sh" "$HEALTH_URL"
  echo "$before is live again"
}

case "${1:-}" in
  release) release ;;
  rollback) rollback ;;
  *)
    echo "usage: release.sh release|rollback" >&2
    exit 2
    ;;
esac
