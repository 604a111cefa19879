# Vercel: a production build without its domain is staged, then promoted. Sourced by release.sh.
# Needs VERCEL_TOKEN, VERCEL_ORG_ID, VERCEL_PROJECT_ID, PRODUCTION_DOMAIN.
# shellcheck shell=bash

vercel() {
  npx --yes "vercel@<% vercelCli %>" "$@" --token "$VERCEL_TOKEN"
}

# The deployment that the production domain shows.
current() {
  curl --fail --silent --show-error --header "Authorization: Bearer $VERCEL_TOKEN" \
    "${VERCEL_API:-https://api.vercel.com}/v4/aliases/$PRODUCTION_DOMAIN?teamId=$VERCEL_ORG_ID" \
    | jq --exit-status --raw-output .deploymentId
}

stage() {
  vercel deploy --prod --skip-domain --yes
}

address() {
  printf '%s%s\n' "$1" "${HEALTH_PATH:-/}"
}

# Vercel moves all traffic at once; the share is always 100.
route() {
  vercel promote "$1" --yes
}

# Without an id 'vercel rollback' only asks for the state of a rollback.
restore() {
  vercel rollback "$1" --yes
}
