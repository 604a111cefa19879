resource "google_monitoring_notification_channel" "email" {
  display_name = local.name
  type         = "email"

  labels = {
    email_address = var.alert_email
  }
}

locals {
  alarms = {
    errors = {
      title     = "More than 10 responses of status 5xx a minute for 3 minutes"
      filter    = "metric.type=\"run.googleapis.com/request_count\" resource.type=\"cloud_run_revision\" resource.label.service_name=\"${google_cloud_run_v2_service.app.name}\" metric.label.response_code_class=\"5xx\""
      aligner   = "ALIGN_DELTA"
      threshold = 10
    }
    instances = {
      title     = "Instances are at their upper bound"
      filter    = "metric.type=\"run.googleapis.com/container/instance_count\" resource.type=\"cloud_run_revision\" resource.label.service_name=\"${google_cloud_run_v2_service.app.name}\""
      aligner   = "ALIGN_MAX"
      threshold = var.max_instances - 1
    }
    connections = {
      title     = "Database connections pass 80 % of what the instances may open"
      filter    = "metric.type=\"cloudsql.googleapis.com/database/postgresql/num_backends\" resource.type=\"cloudsql_database\" resource.label.database_id=\"${var.project_id}:${google_sql_database_instance.main.name}\""
      aligner   = "ALIGN_MAX"
      threshold = floor(var.max_instances * var.connections_per_instance * 0.8)
    }
  }
}

resource "google_monitoring_alert_policy" "alarm" {
  for_each              = local.alarms
  display_name          = "${local.name}: ${each.value.title}"
  combiner              = "OR"
  notification_channels = [google_monitoring_notification_channel.email.id]

  conditions {
    display_name = each.value.title

    condition_threshold {
      filter          = each.value.filter
      comparison      = "COMPARISON_GT"
      threshold_value = each.value.threshold
      duration        = "180s"

      aggregations {
        alignment_period     = "60s"
        per_series_aligner   = each.value.aligner
        cross_series_reducer = "REDUCE_SUM"
      }
    }
  }
}

locals {
  run_filter = "resource.type=\"cloud_run_revision\" resource.label.service_name=\"${google_cloud_run_v2_service.app.name}\""
  sql_filter = "resource.type=\"cloudsql_database\" resource.label.database_id=\"${var.project_id}:${google_sql_database_instance.main.name}\""

  widgets = [
    {
      title   = "Requests a second"
      filter  = "metric.type=\"run.googleapis.com/request_count\" ${local.run_filter}"
      aligner = "ALIGN_RATE"
    },
    {
      title   = "Response time, 95th percentile"
      filter  = "metric.type=\"run.googleapis.com/request_latencies\" ${local.run_filter}"
      aligner = "ALIGN_PERCENTILE_95"
    },
    {
      title   = "Instances"
      filter  = "metric.type=\"run.googleapis.com/container/instance_count\" ${local.run_filter}"
      aligner = "ALIGN_MAX"
    },
    {
      title   = "Database connections"
      filter  = "metric.type=\"cloudsql.googleapis.com/database/postgresql/num_backends\" ${local.sql_filter}"
      aligner = "ALIGN_MAX"
    },
  ]
}

resource "google_monitoring_dashboard" "main" {
  dashboard_json = jsonencode({
    displayName = local.name
    gridLayout = {
      columns = 2
      widgets = [
        for w in local.widgets : {
          title = w.title
          xyChart = {
            dataSets = [{
              timeSeriesQuery = {
                timeSeriesFilter = {
                  filter      = w.filter
                  aggregation = { alignmentPeriod = "60s", perSeriesAligner = w.aligner }
                }
              }
            }]
          }
        }
      ]
    }
  })
}

resource "google_billing_budget" "monthly" {
  billing_account = var.billing_account
  display_name    = local.name

  budget_filter {
    projects = ["projects/${var.project_id}"]
  }

  amount {
    specified_amount {
      currency_code = "USD"
      units         = tostring(var.budget_usd)
    }
  }

  threshold_rules {
    threshold_percent = 0.8
  }

  threshold_rules {
    threshold_percent = 1
    spend_basis       = "FORECASTED_SPEND"
  }

  all_updates_rule {
    monitoring_notification_channels = [google_monitoring_notification_channel.email.id]
  }
}
