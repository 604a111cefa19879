#!/usr/bin/env bash
# A deployment of its own for each change that is under review.
#
#   deploy/preview.sh deploy NUMBER   deploys what is checked out; the last line is its address
#   deploy/preview.sh remove NUMBER   takes it away; what is gone already is no fault
#
<%#vercel%>
# Needs VERCEL_TOKEN, VERCEL_ORG_ID, VERCEL_PROJECT_ID<%#migrations%>; to deploy also PREVIEW_ADDRESS, that of its database<%/migrations%>.
<%/vercel%>
<%#fly%>
# Needs FLY_APP, FLY_ORG, FLY_API_TOKEN<%#migrations%>; to deploy also PREVIEW_ADDRESS, that of its database<%/migrations%>.
<%/fly%>
set -euo pipefail
shopt -s inherit_errexit

number=${2:?usage: preview.sh deploy|remove NUMBER}
if [[ ! "$number" =~ ^[0-9]+$ ]]; then
  echo "'$number' is no number of a change" >&2
  exit 2
fi
<%#vercel%>

vercel() {
  npx --yes "vercel@<% vercelCli %>" "$@" --token "$VERCEL_TOKEN"
}

deploy() {
  local settings=(--meta "pr=$number")
<%#migrations%>
<%#addresses%>
  settings+=(--env "<% . %>=$PREVIEW_ADDRESS" --build-env "<% . %>=$PREVIEW_ADDRESS")
<%/addresses%>
<%/migrations%>
  vercel deploy --yes "${settings[@]}"
}

remove() {
  local deployments
  deployments=$(vercel list --meta "pr=$number")
  for deployment in $deployments; do
    vercel remove --yes "$deployment"
  done
}
<%/vercel%>
<%#fly%>
app="$FLY_APP-pr-$number"

deploy() {
  flyctl status --app "$app" > /dev/null 2>&1 || flyctl apps create "$app" --org "$FLY_ORG" >&2
<%#migrations%>
<%#addresses%>
  flyctl secrets set --app "$app" --stage "<% . %>=$PREVIEW_ADDRESS" >&2
<%/addresses%>
<%/migrations%>
  local build=(--dockerfile <% dockerfile %>)
<%#forBrowsers%>
  local name
  for name in "${!NEXT_PUBLIC_@}"; do
    build+=(--build-arg "$name=${!name}")
  done
<%/forBrowsers%>
<%#checked%>
  build+=(--build-secret "env=${BUILD_ENV:-}")
<%/checked%>
<%#registryToken%>
  local npmrc
  npmrc=$(< .npmrc)
<%/registryToken%>
<%#registryVariables%>
  npmrc=${npmrc//"\${<% . %>}"/"$<% . %>"}
<%/registryVariables%>
<%#registryToken%>
  build+=(--build-secret "npmrc=$npmrc")
<%/registryToken%>
  flyctl deploy --app "$app" --remote-only --yes --ha=false "${build[@]}" >&2
  echo "https://$app.fly.dev"
}

remove() {
  if flyctl status --app "$app" > /dev/null 2>&1; then
    flyctl apps destroy "$app" --yes
  fi
}
<%/fly%>

case "$1" in
  deploy) deploy ;;
  remove) remove ;;
  *)
    echo "usage: preview.sh deploy|remove NUMBER" >&2
    exit 2
    ;;
esac
