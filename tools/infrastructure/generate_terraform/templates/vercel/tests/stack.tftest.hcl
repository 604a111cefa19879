# terraform test runs these with all providers mocked: nothing is made and no token is needed.
mock_provider "vercel" {}

mock_provider "neon" {}

mock_provider "cloudflare" {}

variables {
  environment     = "production"
  vercel_team     = "team"
  repository      = "acme/shop"
  domain          = "app.example.com"
  zone_id         = "00000000000000000000000000000000"
  function_region = "fra1"
  database_region = "aws-eu-central-1"
}

run "production_never_sleeps" {
  command = plan

  assert {
    condition     = neon_project.main.default_endpoint_settings[0].suspend_timeout_seconds == -1
    error_message = "The first visitor after a pause would wait for the database to start."
  }
}

run "staging_sleeps_and_gets_previews" {
  command = plan

  variables {
    environment = "staging"
  }

  assert {
    condition     = neon_project.main.default_endpoint_settings[0].suspend_timeout_seconds > 0
    error_message = "Staging pays while nobody looks."
  }

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
