# terraform test runs these with the provider mocked: nothing is made and no account is needed.
mock_provider "aws" {
  mock_data "aws_availability_zones" {
    defaults = {
      names = ["eu-central-1a", "eu-central-1b", "eu-central-1c"]
    }
  }

  mock_data "aws_iam_policy_document" {
    defaults = {
      json = "{\"Version\":\"2012-10-17\",\"Statement\":[]}"
    }
  }

  mock_data "aws_region" {
    defaults = {
      region = "eu-central-1"
    }
  }
}

<%#cloudfront%>
mock_provider "aws" {
  alias = "global"
}
<%/cloudfront%>
<%#fastly%>
mock_provider "fastly" {}
<%/fastly%>
<%#cloudflare%>
mock_provider "cloudflare" {}
<%/cloudflare%>
<%#vault%>

mock_provider "vault" {}
<%/vault%>

variables {
  environment = "production"
  account_id  = "111122223333"
  region      = "eu-central-1"
  domain      = "app.example.com"
<%^cloudflare%>
  zone_id     = "Z0000000000000"
<%/cloudflare%>
  image       = "registry.example.com/app@sha256:0000000000000000000000000000000000000000000000000000000000000000"
  budget_usd  = 400
  alert_email = "alerts@example.com"
<%#cloudflare%>

  cloudflare_zone_id = "00000000000000000000000000000000"
  zone_rules         = true
<%/cloudflare%>
<%#outside%>
  edge_token  = "exampleexampleexampleexampleexample"
<%/outside%>
<%#vault%>

  vault_address = "https://vault.example.com:8200"
<%/vault%>
}

run "production_is_protected" {
  command = plan

  assert {
    condition     = module.database.protected && module.service.protected
    error_message = "Production must be protected from deletion."
  }

  assert {
    condition     = module.database.standby
    error_message = "Production needs a standby."
  }
}

run "staging_is_small_and_can_be_deleted" {
  command = plan

  variables {
    environment = "staging"
    min_tasks   = 1
    max_tasks   = 2
  }

  assert {
    condition     = !module.database.standby && !module.service.protected
    error_message = "Staging pays for no standby and can be taken down."
  }
}

run "an_image_without_digest_is_refused" {
  command = plan

  variables {
    image = "registry.example.com/app:latest"
  }

  expect_failures = [var.image]
}

run "bounds_that_cross_are_refused" {
  command = plan

  variables {
    min_tasks = 4
    max_tasks = 2
  }

  expect_failures = [var.max_tasks]
}
