# Written by Deployment Architect for <% name %>.
terraform {
  required_version = ">= 1.10"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
<%#fastly%>

    fastly = {
      source  = "fastly/fastly"
      version = "~> 9.0"
    }
<%/fastly%>
<%#cloudflare%>

    cloudflare = {
      source  = "cloudflare/cloudflare"
      version = "~> 5.14"
    }
<%/cloudflare%>
<%#vault%>

    vault = {
      source  = "hashicorp/vault"
      version = "~> 5.0"
    }
<%/vault%>
  }

  # One state per environment, locked by the bucket itself: terraform init -backend-config=environments/<name>.backend
  backend "s3" {
    use_lockfile = true
    encrypt      = true
  }
}

provider "aws" {
  region = var.region

  # An apply with the credentials of the other environment's account stops here.
  allowed_account_ids = [var.account_id]

  default_tags {
    tags = local.tags
  }
}
<%#cloudfront%>

# CloudFront reads its certificate and its firewall from this region alone.
provider "aws" {
  alias               = "global"
  region              = "us-east-1"
  allowed_account_ids = [var.account_id]

  default_tags {
    tags = local.tags
  }
}
<%/cloudfront%>
<%#fastly%>

# FASTLY_API_KEY of the environment, with rights on this service and its TLS alone.
provider "fastly" {}
<%/fastly%>
<%#cloudflare%>

# CLOUDFLARE_API_TOKEN of the environment, with rights on this zone alone.
provider "cloudflare" {}
<%/cloudflare%>
<%#vault%>

# VAULT_TOKEN of the environment.
provider "vault" {
  address = var.vault_address
}
<%/vault%>
