terraform {
  required_providers {
    cloudflare = {
      source  = "cloudflare/cloudflare"
      version = "~> 5.14"
    }
  }
}

locals {
  static = "starts_with(http.request.uri.path, \"/_next/static/\")"

  # An empty list must match nothing, not everything.
  webhooks = length(var.webhook_paths) > 0 ? join(" or ", [for p in var.webhook_paths : "starts_with(http.request.uri.path, \"${p}\")"]) : "false"
  streams  = length(var.stream_paths) > 0 ? join(" or ", [for p in var.stream_paths : "starts_with(http.request.uri.path, \"${p}\")"]) : "false"
}

resource "cloudflare_dns_record" "app" {
  zone_id = var.zone_id
  name    = var.domain
  type    = "CNAME"
  content = var.balancer_dns_name
  ttl     = 1 # automatic, which a proxied record must be
  proxied = true
  comment = "${var.name}, written by Terraform"
}

# Proves the certificate of the load balancer.
resource "cloudflare_dns_record" "certificate" {
  zone_id = var.zone_id
  name    = var.certificate_proof.name
  type    = var.certificate_proof.type
  content = trimsuffix(var.certificate_proof.value, ".")
  ttl     = 60
  proxied = false
  comment = "${var.name}, written by Terraform"
}

# A zone has one set of rules for each phase, whatever environments share it: one environment makes them for all.
resource "cloudflare_ruleset" "cache" {
  count   = var.zone_rules ? 1 : 0
  zone_id = var.zone_id
  name    = "cache"
  kind    = "zone"
  phase   = "http_request_cache_settings"

  rules = [
    {
      ref         = "static"
      description = "Names carry a hash, so these never change and a deploy needs no purge"
      expression  = local.static
      action      = "set_cache_settings"
      action_parameters = {
        cache       = true
        edge_ttl    = { mode = "override_origin", default = 31536000 }
        browser_ttl = { mode = "override_origin", default = 31536000 }
      }
    },
    {
      ref         = "all-else"
      description = "Pages, the API and streams are never kept"
      expression  = "not ${local.static}"
      action      = "set_cache_settings"
      action_parameters = {
        cache = false
      }
    },
  ]
}

# Webhooks come in bursts from few addresses and are signed: no limit counts them. A stream that reconnects is a request
# each time: the limit of the API does not count it.
resource "cloudflare_ruleset" "limits" {
  count   = var.zone_rules ? 1 : 0
  zone_id = var.zone_id
  name    = "limits"
  kind    = "zone"
  phase   = "http_ratelimit"

  rules = [
    {
      ref         = "all"
      description = "Requests of one address"
      expression  = "not (${local.webhooks})"
      action      = "block"
      ratelimit = {
        characteristics     = ["cf.colo.id", "ip.src"]
        period              = 60
        requests_per_period = ceil(var.rate_limit / 5)
        mitigation_timeout  = 60
      }
    },
    {
      ref         = "api"
      description = "Requests of one address to the API"
      expression  = "starts_with(http.request.uri.path, \"/api/\") and not (${local.webhooks}) and not (${local.streams})"
      action      = "block"
      ratelimit = {
        characteristics     = ["cf.colo.id", "ip.src"]
        period              = 60
        requests_per_period = ceil(var.api_rate_limit / 5)
        mitigation_timeout  = 60
      }
    },
  ]
}

# The load balancer answers nobody who does not know it.
resource "cloudflare_ruleset" "token" {
  count   = var.zone_rules ? 1 : 0
  zone_id = var.zone_id
  name    = "edge token"
  kind    = "zone"
  phase   = "http_request_late_transform"

  rules = [{
    ref         = "edge-token"
    description = "Who sends this came through Cloudflare"
    expression  = "true"
    action      = "rewrite"
    action_parameters = {
      headers = {
        "x-edge-token" = { operation = "set", value = var.edge_token }
      }
    }
  }]
}

# TLS to the load balancer too, with its certificate checked.
resource "cloudflare_zone_setting" "ssl" {
  count      = var.zone_rules ? 1 : 0
  zone_id    = var.zone_id
  setting_id = "ssl"
  value      = "strict"
}
