resource "google_sql_database_instance" "main" {
  name                = local.name
  region              = var.region
  database_version    = "POSTGRES_17"
  deletion_protection = local.production

  settings {
    edition                     = "ENTERPRISE"
    tier                        = var.database_tier
    availability_type           = local.production ? "REGIONAL" : "ZONAL"
    disk_type                   = "PD_SSD"
    disk_size                   = var.database_storage_gb
    disk_autoresize             = true
    disk_autoresize_limit       = var.database_storage_gb * 5
    deletion_protection_enabled = local.production
    retain_backups_on_delete    = true

    ip_configuration {
      ipv4_enabled    = false
      private_network = google_compute_network.main.id
      ssl_mode        = "ENCRYPTED_ONLY"
    }

    backup_configuration {
      enabled                        = true
      point_in_time_recovery_enabled = true
      transaction_log_retention_days = 7
      start_time                     = "02:00"

      backup_retention_settings {
        retained_backups = var.backup_days
      }
    }

    insights_config {
      query_insights_enabled = true
    }

    # Slow queries are logged; alarms and reports read them.
    database_flags {
      name  = "log_min_duration_statement"
      value = "500"
    }

    # A forgotten transaction holds locks and stops vacuum.
    database_flags {
      name  = "idle_in_transaction_session_timeout"
      value = "60000"
    }
  }

  lifecycle {
    # A plan that would replace or delete the database fails; to delete it on purpose, take this out first.
    prevent_destroy = true
  }

  depends_on = [google_service_networking_connection.services]
}

resource "google_sql_database" "app" {
  name            = "app"
  instance        = google_sql_database_instance.main.name
  deletion_policy = "ABANDON"
}
