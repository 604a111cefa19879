resource "random_password" "database" {
  length  = 40
  special = false
}

resource "supabase_project" "main" {
  organization_id   = var.supabase_organization
  name              = local.name
  database_password = random_password.database.result
  region            = var.database_region
  instance_size     = var.instance_size

  lifecycle {
    # Deleting a project deletes the database and its backups: nothing brings them back.
    prevent_destroy = true
  }
}

resource "supabase_settings" "main" {
  project_ref     = supabase_project.main.id
  ssl_enforcement = true
}

data "supabase_pooler" "main" {
  project_ref = supabase_project.main.id
}

locals {
  # Supabase leaves a place for the password in what it gives.
  pooler = replace(data.supabase_pooler.main.url["transaction"], "[YOUR-PASSWORD]", random_password.database.result)

  # Transactions on 6543 share connections, so that prepared statements are off; migrations take a session on 5432,
  # which is reached over IPv4 where the database itself is not.
  pooled_url = "${local.pooler}?pgbouncer=true&connection_limit=${var.connections_per_instance}"
  direct_url = replace(local.pooler, ":6543/", ":5432/")
}
