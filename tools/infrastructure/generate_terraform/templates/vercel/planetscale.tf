# The provider makes no databases: make one by hand (Postgres, in the region of the functions), then its branches here.
resource "planetscale_postgres_branch" "main" {
  organization       = var.planetscale_organization
  database           = var.planetscale_database
  name               = local.production ? "main" : var.environment
  cluster_size       = var.cluster_size
  deletion_protected = local.production

  lifecycle {
    # Deleting a branch deletes its data; a branch from a backup is a new one.
    prevent_destroy = true
  }
}

resource "planetscale_postgres_backup_policy" "main" {
  organization    = var.planetscale_organization
  database        = var.planetscale_database
  name            = "${local.name}-daily"
  target          = local.production ? "production" : "development"
  frequency_unit  = "day"
  frequency_value = 1
  retention_unit  = "day"
  retention_value = var.backup_days
  schedule_time   = "03:00"
}

# Reads and writes rows, and owns nothing: what changes the schema has a role of its own.
resource "planetscale_postgres_branch_role" "app" {
  organization    = var.planetscale_organization
  database        = var.planetscale_database
  branch          = planetscale_postgres_branch.main.name
  name            = "app"
  inherited_roles = ["pg_read_all_data", "pg_write_all_data"]
}

resource "planetscale_postgres_branch_role" "migrations" {
  organization    = var.planetscale_organization
  database        = var.planetscale_database
  branch          = planetscale_postgres_branch.main.name
  name            = "migrations"
  inherited_roles = ["postgres"]
}

locals {
  app        = planetscale_postgres_branch_role.app
  migrations = planetscale_postgres_branch_role.migrations

  # 6432 is PgBouncer in transaction mode, so that prepared statements are off; 5432 the database itself.
  pooled_url = "postgresql://${local.app.username}:${local.app.password}@${local.app.access_host_url}:6432/${local.app.database_name}?sslmode=require&sslaccept=strict&pgbouncer=true&connection_limit=${var.connections_per_instance}"
  direct_url = "postgresql://${local.migrations.username}:${local.migrations.password}@${local.migrations.access_host_url}:5432/${local.migrations.database_name}?sslmode=require&sslaccept=strict"
}
