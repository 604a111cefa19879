terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }

    fastly = {
      source  = "fastly/fastly"
      version = "~> 9.0"
    }
  }
}

locals {
  # Fastly counts requests a second over a minute and takes no limit below 10.
  limit     = max(10, ceil(var.rate_limit / 300))
  api_limit = max(10, ceil(var.api_rate_limit / 300))

  # An empty list must match nothing, not everything.
  webhooks = length(var.webhook_paths) > 0 ? "^(${join("|", var.webhook_paths)})" : "^$"
  streams  = length(var.stream_paths) > 0 ? "^(${join("|", var.stream_paths)})" : "^$"
}

resource "fastly_service_vcl" "main" {
  name  = var.name
  http3 = true

  # Serve what is there when the origin fails, for static files alone: nothing else is kept.
  stale_if_error     = true
  stale_if_error_ttl = 86400

  domain {
    name = var.domain
  }

  backend {
    name              = "balancer"
    address           = var.balancer_dns_name
    port              = 443
    use_ssl           = true
    ssl_cert_hostname = var.domain
    ssl_sni_hostname  = var.domain
    override_host     = var.domain
    min_tls_version   = "1.2"

    # Milliseconds. The second is the longest silence of a stream; heartbeats must come more often.
    first_byte_timeout    = 60000
    between_bytes_timeout = var.response_seconds * 1000
  }

  # The load balancer answers nobody who does not know it.
  header {
    name        = "edge token"
    action      = "set"
    type        = "request"
    destination = "http.x-edge-token"
    source      = jsonencode(var.edge_token)
  }

  gzip {
    name          = "text"
    content_types = ["application/javascript", "text/css", "image/svg+xml"]
    extensions    = ["css", "js", "svg"]
  }

  snippet {
    name    = "counters"
    type    = "init"
    content = <<-VCL
      ratecounter all_requests {}
      ratecounter api_requests {}
      penaltybox refused {}
    VCL
  }

  # Webhooks come in bursts from few addresses and are signed: no limit counts them. A stream that reconnects is a
  # request each time: the limit of the API does not count it. Only what carries a hash in its name is cached, by its
  # path alone; pages, the API and streams pass, with every header and cookie.
  snippet {
    name    = "limits and cache"
    type    = "recv"
    content = <<-VCL
      if (req.restarts == 0 && fastly.ff.visits_this_service == 0 && req.url.path !~ "${local.webhooks}") {
        if (ratelimit.check_rate(req.http.Fastly-Client-IP, all_requests, 1, 60, ${local.limit}, refused, 2m)) {
          error 429 "Too many requests";
        }
        if (req.url.path ~ "^/api/" && req.url.path !~ "${local.streams}") {
          if (ratelimit.check_rate(req.http.Fastly-Client-IP, api_requests, 1, 60, ${local.api_limit}, refused, 2m)) {
            error 429 "Too many requests";
          }
        }
      }
      if (req.url.path ~ "^/_next/static/" && req.method ~ "^(GET|HEAD)$") {
        unset req.http.Cookie;
        set req.url = req.url.path;
      } else {
        return(pass);
      }
    VCL
  }

  snippet {
    name    = "lifetimes"
    type    = "fetch"
    content = <<-VCL
      if (req.url.path ~ "^/_next/static/" && beresp.status == 200) {
        set beresp.ttl = 365d;
      } else {
        set beresp.do_stream = true;
      }
    VCL
  }

  snippet {
    name    = "security headers"
    type    = "deliver"
    content = <<-VCL
      set resp.http.Strict-Transport-Security = "max-age=31536000; includeSubDomains";
      set resp.http.X-Content-Type-Options = "nosniff";
    VCL
  }
}

resource "fastly_tls_subscription" "main" {
  domains               = [for domain in fastly_service_vcl.main.domain : domain.name]
  certificate_authority = "lets-encrypt"
}

locals {
  challenge = one(fastly_tls_subscription.main.managed_dns_challenges)
}

resource "aws_route53_record" "challenge" {
  zone_id = var.zone_id
  name    = local.challenge.record_name
  type    = local.challenge.record_type
  records = [local.challenge.record_value]
  ttl     = 60
}

resource "fastly_tls_subscription_validation" "main" {
  subscription_id = fastly_tls_subscription.main.id
  depends_on      = [aws_route53_record.challenge]
}

data "fastly_tls_configuration" "main" {
  default = true
}

resource "aws_route53_record" "app" {
  for_each   = toset(["A", "AAAA"])
  zone_id    = var.zone_id
  name       = var.domain
  type       = each.key
  ttl        = 300
  records    = [for record in data.fastly_tls_configuration.main.dns_records : record.record_value if record.record_type == each.key]
  depends_on = [fastly_tls_subscription_validation.main]
}
