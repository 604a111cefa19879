locals {
  # Requests share the pooler's connections; migrations need one of their own.
  pooled_url = "${neon_project.main.connection_uri_pooler}&connection_limit=${var.connections_per_instance}"
  direct_url = neon_project.main.connection_uri
}

resource "neon_project" "main" {
  name       = local.name
  region_id  = var.database_region
  pg_version = 17

  # How far back the database can be taken; what the plan allows bounds it.
  history_retention_seconds = var.history_hours * 3600

  default_endpoint_settings {
    autoscaling_limit_min_cu = var.compute_min
    autoscaling_limit_max_cu = var.compute_max
    suspend_timeout_seconds  = local.production ? -1 : 300 # -1: never
  }

  lifecycle {
    # Deleting a project deletes its branches and their history: nothing brings them back.
    prevent_destroy = true
  }
}
