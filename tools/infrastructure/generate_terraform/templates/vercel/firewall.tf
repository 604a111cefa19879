resource "vercel_firewall_config" "app" {
  project_id = vercel_project.app.id
  enabled    = true

  managed_rulesets {
    bot_protection {
      action = "challenge"
      active = var.challenge_bots
    }
  }

  rules {
    # Webhooks are signed and come in bursts from few addresses; a challenge would lose them.
    dynamic "rule" {
      for_each = var.webhook_paths

      content {
        name = "webhook ${rule.value}"

        action = {
          action = "bypass"
        }

        condition_group = [{
          conditions = [{
            type  = "path"
            op    = "pre"
            value = rule.value
          }]
        }]
      }
    }

    # A stream that reconnects is a request each time.
    dynamic "rule" {
      for_each = var.stream_paths

      content {
        name = "stream ${rule.value}"

        action = {
          action = "bypass"
        }

        condition_group = [{
          conditions = [{
            type  = "path"
            op    = "pre"
            value = rule.value
          }]
        }]
      }
    }

    rule {
      name = "limit of the API"

      action = {
        action = "rate_limit"

        rate_limit = {
          algo   = "fixed_window"
          window = 60
          limit  = var.api_rate_limit
          keys   = ["ip"]
          action = "deny"
        }
      }

      condition_group = [{
        conditions = [{
          type  = "path"
          op    = "pre"
          value = "/api/"
        }]
      }]
    }
  }
}
