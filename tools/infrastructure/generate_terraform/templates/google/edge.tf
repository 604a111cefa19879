resource "google_compute_global_address" "edge" {
  name = "${local.name}-edge"
}

resource "google_compute_region_network_endpoint_group" "app" {
  name                  = local.name
  region                = var.region
  network_endpoint_type = "SERVERLESS"

  cloud_run {
    service = google_cloud_run_v2_service.app.name
  }
}

# Pages, the API and streams: not cached, passed on as they come.
resource "google_compute_backend_service" "app" {
  name                  = local.name
  load_balancing_scheme = "EXTERNAL_MANAGED"
  protocol              = "HTTPS"
  security_policy       = google_compute_security_policy.edge.id

  backend {
    group = google_compute_region_network_endpoint_group.app.id
  }

  log_config {
    enable      = true
    sample_rate = 0.1
  }
}

# Static files: their names carry a hash, so they are kept a year, under the path alone.
resource "google_compute_backend_service" "static" {
  name                  = "${local.name}-static"
  load_balancing_scheme = "EXTERNAL_MANAGED"
  protocol              = "HTTPS"
  enable_cdn            = true
  compression_mode      = "AUTOMATIC"
  security_policy       = google_compute_security_policy.edge.id

  backend {
    group = google_compute_region_network_endpoint_group.app.id
  }

  cdn_policy {
    cache_mode  = "FORCE_CACHE_ALL"
    default_ttl = 31536000
    client_ttl  = 31536000

    cache_key_policy {
      include_host         = true
      include_protocol     = false
      include_query_string = false
    }
  }
}

resource "google_compute_url_map" "main" {
  name            = local.name
  default_service = google_compute_backend_service.app.id

  host_rule {
    hosts        = [var.domain]
    path_matcher = "app"
  }

  path_matcher {
    name            = "app"
    default_service = google_compute_backend_service.app.id

    path_rule {
      paths   = ["/_next/static/*"]
      service = google_compute_backend_service.static.id
    }
  }
}

resource "google_compute_managed_ssl_certificate" "main" {
  name = local.name

  managed {
    domains = [var.domain]
  }
}

resource "google_compute_ssl_policy" "modern" {
  name            = local.name
  profile         = "MODERN"
  min_tls_version = "TLS_1_2"
}

resource "google_compute_target_https_proxy" "main" {
  name             = local.name
  url_map          = google_compute_url_map.main.id
  ssl_certificates = [google_compute_managed_ssl_certificate.main.id]
  ssl_policy       = google_compute_ssl_policy.modern.id
}

resource "google_compute_global_forwarding_rule" "https" {
  name                  = "${local.name}-https"
  load_balancing_scheme = "EXTERNAL_MANAGED"
  ip_address            = google_compute_global_address.edge.id
  port_range            = "443"
  target                = google_compute_target_https_proxy.main.id
}

resource "google_compute_url_map" "redirect" {
  name = "${local.name}-redirect"

  default_url_redirect {
    https_redirect = true
    strip_query    = false
  }
}

resource "google_compute_target_http_proxy" "redirect" {
  name    = "${local.name}-redirect"
  url_map = google_compute_url_map.redirect.id
}

resource "google_compute_global_forwarding_rule" "http" {
  name                  = "${local.name}-http"
  load_balancing_scheme = "EXTERNAL_MANAGED"
  ip_address            = google_compute_global_address.edge.id
  port_range            = "80"
  target                = google_compute_target_http_proxy.redirect.id
}

resource "google_dns_record_set" "app" {
  managed_zone = var.dns_zone
  name         = "${var.domain}."
  type         = "A"
  ttl          = 300
  rrdatas      = [google_compute_global_address.edge.address]
}

resource "google_compute_security_policy" "edge" {
  name = local.name

  # Webhooks come in bursts from few addresses and are signed: they pass before a limit counts.
  dynamic "rule" {
    for_each = concat(var.webhook_paths, var.stream_paths)

    content {
      priority    = 100 + rule.key
      action      = "allow"
      description = "No limit for ${rule.value}"

      match {
        expr {
          expression = "request.path.startsWith('${rule.value}')"
        }
      }
    }
  }

  rule {
    priority    = 1000
    action      = "throttle"
    description = "Limit for each address"

    match {
      versioned_expr = "SRC_IPS_V1"

      config {
        src_ip_ranges = ["*"]
      }
    }

    rate_limit_options {
      conform_action = "allow"
      exceed_action  = "deny(429)"
      enforce_on_key = "IP"

      rate_limit_threshold {
        count        = var.rate_limit
        interval_sec = 60
      }
    }
  }

  rule {
    priority    = 2147483647
    action      = "allow"
    description = "Everything else"

    match {
      versioned_expr = "SRC_IPS_V1"

      config {
        src_ip_ranges = ["*"]
      }
    }
  }

  adaptive_protection_config {
    layer_7_ddos_defense_config {
      enable = local.production
    }
  }
}
