# Fly.io: new machines beside the old ones (fly.toml's app). Sourced by release.sh.
# Needs APP, IMAGE, FLY_API_TOKEN.
# shellcheck shell=bash

current() {
  flyctl image show --app "$APP" --json \
    | jq --exit-status --raw-output '.[0] | "\(.Registry)/\(.Repository)@\(.Digest)"'
}

# The image is built already; 'route' starts it.
stage() {
  printf '%s\n' "$IMAGE"
}

address() {
  :
}

# flyctl looks at the checks of fly.toml before it stops an old machine.
route() {
  flyctl deploy --app "$APP" --image "$1" --strategy "${FLY_STRATEGY:-<% flyStrategy %>}" --yes
}

restore() {
  flyctl deploy --app "$APP" --image "$1" --strategy immediate --yes
}
