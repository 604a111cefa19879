# terraform test runs these with all providers mocked: nothing is made and no token is needed.
mock_provider "vercel" {}

<%#neon%>
mock_provider "neon" {}
<%/neon%>
<%#supabase%>
mock_provider "supabase" {
  mock_data "supabase_pooler" {
    defaults = {
      url = { transaction = "postgresql://postgres.ref:[YOUR-PASSWORD]@pooler.example.com:6543/postgres" }
    }
  }
}

mock_provider "random" {}
<%/supabase%>
<%#planetscale%>
mock_provider "planetscale" {}
<%/planetscale%>

mock_provider "cloudflare" {}

variables {
  environment     = "production"
  vercel_team     = "team"
  repository      = "acme/shop"
  domain          = "app.example.com"
  zone_id         = "00000000000000000000000000000000"
  function_region = "fra1"
<%^planetscale%>
  database_region = "eu-central-1"
<%/planetscale%>
<%#supabase%>
  supabase_organization = "acme"
<%/supabase%>
<%#planetscale%>
  planetscale_organization = "acme"
  planetscale_database     = "shop"
  cluster_size             = "PS_10_AWS_ARM"
<%/planetscale%>
}

<%#neon%>
run "production_never_sleeps" {
  command = plan

  assert {
    condition     = neon_project.main.default_endpoint_settings[0].suspend_timeout_seconds == -1
    error_message = "The first visitor after a pause would wait for the database to start."
  }
}

<%/neon%>
<%#planetscale%>
run "production_is_protected" {
  command = plan

  assert {
    condition     = planetscale_postgres_branch.main.deletion_protected
    error_message = "Production must be protected from deletion."
  }
}

<%/planetscale%>
run "previews_use_staging" {
  command = plan

  variables {
    environment = "staging"
  }

<%#neon%>
  assert {
    condition     = neon_project.main.default_endpoint_settings[0].suspend_timeout_seconds > 0
    error_message = "Staging pays while nobody looks."
  }

<%/neon%>
  assert {
    condition     = contains(vercel_project_environment_variable.database["DATABASE_URL"].target, "preview")
    error_message = "Previews need a database of their own environment."
  }
}

run "functions_have_a_time_limit" {
  command = plan

  variables {
    function_seconds = 5000
  }

  expect_failures = [var.function_seconds]
}
