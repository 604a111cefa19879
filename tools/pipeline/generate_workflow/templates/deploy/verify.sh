#!/usr/bin/env bash
# Looks at an address as a user would: several good answers in a row, within a time.
#
#   deploy/verify.sh URL
set -euo pipefail

url=${1:?usage: verify.sh URL}
wanted=${VERIFY_ANSWERS:-3}
seconds=${VERIFY_SECONDS:-120}
end=$((SECONDS + seconds))
good=0
last="no answer"

while ((SECONDS < end)); do
  if last=$(curl --silent --show-error --output /dev/null --write-out '%{http_code}' --max-time 10 "$url" 2>&1) \
    && [[ "$last" =~ ^2[0-9][0-9]$ ]]; then
    good=$((good + 1))
    if ((good >= wanted)); then
      echo "$url: $good good answers in a row"
      exit 0
    fi
  else
    good=0
  fi
  sleep "${VERIFY_PAUSE:-2}"
done
echo "$url: not $wanted good answers in a row within $seconds s; last: $last" >&2
exit 1
