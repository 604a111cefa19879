# Written by Deployment Architect: what 'docker buildx bake' builds.
# Local:   docker buildx bake
# Release: TAG=$(git rev-parse --short HEAD) REGISTRY=registry.example/team/ docker buildx bake --push release

variable "REGISTRY" {
  description = "In front of every image's name, with a slash at its end; empty for none"
  default     = ""
}

variable "TAG" {
  description = "The image's tag, which is also the release's name"
  default     = "dev"
}

<%#browserSettings%>
variable "<% . %>" {
  default = ""
}

<%/browserSettings%>
group "default" {
  targets = ["app"]
}

target "app" {
  context    = "."
  dockerfile = "<% dockerfile %>"
  target     = "runner"
  tags       = ["${REGISTRY}<% name %>:${TAG}"]
<%#args%>
  args = {
<%#release%>
    SENTRY_RELEASE = TAG
<%/release%>
<%#browserSettings%>
    <% . %> = <% . %> != "" ? <% . %> : null
<%/browserSettings%>
  }
<%/args%>
<%#secrets%>
  secret = [<% secrets %>]
<%/secrets%>
}
<%#migrations%>

target "migrate" {
  inherits = ["app"]
  target   = "migrate"
  tags     = ["${REGISTRY}<% name %>-migrate:${TAG}"]
}
<%/migrations%>

# Both architectures, each on a builder of its own kind: node_modules holds native binaries, which
# must be installed where they will run, and emulation is slow.
group "release" {
  targets = [<% released %>]
}

target "_release" {
  platforms  = ["linux/amd64", "linux/arm64"]
  cache-from = ["type=registry,ref=${REGISTRY}<% name %>:cache"]
  cache-to   = ["type=registry,ref=${REGISTRY}<% name %>:cache,mode=max"]
  attest     = ["type=provenance,mode=max", "type=sbom"]
}

target "app-release" {
  inherits = ["app", "_release"]
}
<%#migrations%>

target "migrate-release" {
  inherits = ["migrate", "_release"]
  # One writer per cache.
  cache-to = []
}
<%/migrations%>
