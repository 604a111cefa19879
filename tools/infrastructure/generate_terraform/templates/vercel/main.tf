locals {
  name       = "${var.application}-${var.environment}"
  production = var.environment == "production"
}

resource "vercel_project" "app" {
  name      = local.name
  framework = "nextjs"

  # The pipeline deploys what it has tested; a push alone deploys nothing.
  git_repository = {
    type              = "github"
    repo              = var.repository
    production_branch = "main"
  }

  resource_config = {
    # One instance serves several requests at once: fewer database connections, and less is paid while it waits.
    fluid                     = true
    function_default_regions  = [var.function_region]
    function_default_timeout  = var.function_seconds
    function_default_cpu_type = "standard"
  }

  # A page that was loaded before a release goes on talking to its own version.
  skew_protection = "12 hours"

  vercel_authentication = {
    deployment_type = "standard_protection_new"
  }
}

resource "vercel_project_domain" "app" {
  project_id = vercel_project.app.id
  domain     = var.domain
}

# The only two values Terraform knows; all others are set in the dashboard or by vercel env add, so no state holds them.
resource "vercel_project_environment_variable" "database" {
  for_each = {
    DATABASE_URL = local.pooled_url
    DIRECT_URL   = local.direct_url
  }

  project_id = vercel_project.app.id
  key        = each.key
  value      = each.value
  target     = local.production ? ["production"] : ["preview"]
  sensitive  = true
}

# Vercel serves the domain itself; Cloudflare in between would cache twice and hide visitors' addresses from its firewall.
resource "cloudflare_dns_record" "app" {
  zone_id = var.zone_id
  name    = var.domain
  type    = "CNAME"
  content = "cname.vercel-dns.com"
  ttl     = 300
  proxied = false
  comment = "${local.name}, written by Terraform"
}
