# terraform test runs these with the provider mocked: nothing is made and no project is needed.
mock_provider "google" {}

variables {
  environment     = "production"
  project_id      = "shop-production"
  region          = "europe-west3"
  domain          = "app.example.com"
  dns_zone        = "example-com"
  repository      = "acme/shop"
  billing_account = "000000-000000-000000"
  image           = "registry.example.com/app@sha256:0000000000000000000000000000000000000000000000000000000000000000"
  budget_usd      = 400
  alert_email     = "alerts@example.com"
}

run "production_is_protected_and_regional" {
  command = plan

  assert {
    condition     = google_sql_database_instance.main.deletion_protection
    error_message = "Production must be protected from deletion."
  }

  assert {
    condition     = google_sql_database_instance.main.settings[0].availability_type == "REGIONAL"
    error_message = "Production needs a standby in another zone."
  }
}

run "an_image_without_digest_is_refused" {
  command = plan

  variables {
    image = "registry.example.com/app:latest"
  }

  expect_failures = [var.image]
}
