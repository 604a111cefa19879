# Cloud Run: a revision without traffic under the tag 'candidate', then traffic by share.
# Sourced by release.sh. Needs SERVICE (which exists already), REGION, IMAGE.
# shellcheck shell=bash

service() {
  gcloud run services describe "$SERVICE" --region "$REGION" --format json
}

# The revision with the largest share.
current() {
  service | jq --raw-output '[.status.traffic[]? | select((.percent // 0) > 0)] | max_by(.percent) | .revisionName // empty'
}

stage() {
  local live running
  live=$(current)
  running=$(gcloud run revisions describe "$live" --region "$REGION" --format json | jq --raw-output '.spec.containers[0].image')
  if [[ "$running" == "$IMAGE" ]]; then
    printf '%s\n' "$live"
    return
  fi
  gcloud run deploy "$SERVICE" --region "$REGION" --image "$IMAGE" --no-traffic --tag candidate --quiet >&2
  service | jq --exit-status --raw-output .status.latestCreatedRevisionName
}

address() {
  printf '%s%s\n' "$(service | jq --raw-output '.status.traffic[] | select(.tag == "candidate") | .url')" "${HEALTH_PATH:-/}"
}

route() {
  local shares="$1=$2"
  if [[ "$2" != 100 ]]; then
    shares="$shares,$3=$((100 - $2))"
  fi
  gcloud run services update-traffic "$SERVICE" --region "$REGION" --to-revisions "$shares" --quiet
}

restore() {
  gcloud run services update-traffic "$SERVICE" --region "$REGION" --to-revisions "$1=100" --quiet
}
