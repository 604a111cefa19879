# AWS Shield Standard guards every distribution against floods of the network and transport layers, without a charge.
resource "aws_wafv2_web_acl" "main" {
  provider = aws.global
  name     = var.name
  scope    = "CLOUDFRONT"

  default_action {
    allow {}
  }

  rule {
    name     = "known-bad-inputs"
    priority = 0

    override_action {
      none {}
    }

    statement {
      managed_rule_group_statement {
        vendor_name = "AWS"
        name        = "AWSManagedRulesKnownBadInputsRuleSet"
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "known-bad-inputs"
      sampled_requests_enabled   = true
    }
  }

  # Webhooks come in bursts from few addresses and are signed: they pass before a limit counts.
  dynamic "rule" {
    for_each = var.webhook_paths

    content {
      name     = "webhook-${rule.key}"
      priority = 10 + rule.key

      action {
        allow {}
      }

      statement {
        byte_match_statement {
          search_string         = rule.value
          positional_constraint = "STARTS_WITH"

          field_to_match {
            uri_path {}
          }

          text_transformation {
            priority = 0
            type     = "NORMALIZE_PATH"
          }
        }
      }

      visibility_config {
        cloudwatch_metrics_enabled = true
        metric_name                = "webhook-${rule.key}"
        sampled_requests_enabled   = true
      }
    }
  }

  rule {
    name     = "rate-limit"
    priority = 50

    action {
      block {}
    }

    statement {
      rate_based_statement {
        limit              = var.rate_limit
        aggregate_key_type = "IP"
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "rate-limit"
      sampled_requests_enabled   = true
    }
  }

  # A stream that reconnects is a request each time; a limit that counts it cuts users off when a task is replaced.
  dynamic "rule" {
    for_each = var.stream_paths

    content {
      name     = "stream-${rule.key}"
      priority = 60 + rule.key

      action {
        allow {}
      }

      statement {
        byte_match_statement {
          search_string         = rule.value
          positional_constraint = "STARTS_WITH"

          field_to_match {
            uri_path {}
          }

          text_transformation {
            priority = 0
            type     = "NORMALIZE_PATH"
          }
        }
      }

      visibility_config {
        cloudwatch_metrics_enabled = true
        metric_name                = "stream-${rule.key}"
        sampled_requests_enabled   = true
      }
    }
  }

  rule {
    name     = "api-rate-limit"
    priority = 90

    action {
      block {}
    }

    statement {
      rate_based_statement {
        limit              = var.api_rate_limit
        aggregate_key_type = "IP"

        scope_down_statement {
          byte_match_statement {
            search_string         = "/api/"
            positional_constraint = "STARTS_WITH"

            field_to_match {
              uri_path {}
            }

            text_transformation {
              priority = 0
              type     = "NORMALIZE_PATH"
            }
          }
        }
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "api-rate-limit"
      sampled_requests_enabled   = true
    }
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = var.name
    sampled_requests_enabled   = true
  }
}

# What was refused, for a month: without it nobody can tell an attack from a limit that is too low. Allowed requests are
# not kept, and what identifies a session is left out.
resource "aws_cloudwatch_log_group" "refused" {
  provider          = aws.global
  name              = "aws-waf-logs-${var.name}" # the firewall takes no other beginning
  retention_in_days = 30
}

resource "aws_wafv2_web_acl_logging_configuration" "main" {
  provider                = aws.global
  resource_arn            = aws_wafv2_web_acl.main.arn
  log_destination_configs = [aws_cloudwatch_log_group.refused.arn]

  logging_filter {
    default_behavior = "DROP"

    filter {
      behavior    = "KEEP"
      requirement = "MEETS_ANY"

      condition {
        action_condition {
          action = "BLOCK"
        }
      }
    }
  }

  redacted_fields {
    single_header {
      name = "authorization"
    }
  }

  redacted_fields {
    single_header {
      name = "cookie"
    }
  }
}
