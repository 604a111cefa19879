# Written by Deployment Architect for <% name %>.
terraform {
  required_version = ">= 1.11"

  required_providers {
    vercel = {
      source  = "vercel/vercel"
      version = "~> 5.10"
    }
    neon = {
      source  = "kislerdm/neon"
      version = "~> 0.15"
    }
    cloudflare = {
      source  = "cloudflare/cloudflare"
      version = "~> 5.14"
    }
  }

  # R2 speaks S3 and locks by the bucket itself: terraform init -backend-config=environments/<name>.backend
  backend "s3" {
    use_lockfile                = true
    skip_credentials_validation = true
    skip_region_validation      = true
    skip_requesting_account_id  = true
    skip_metadata_api_check     = true
    skip_s3_checksum            = true
  }
}

# Tokens come from VERCEL_API_TOKEN, NEON_API_KEY and CLOUDFLARE_API_TOKEN; none stands in a file.
provider "vercel" {
  team = var.vercel_team
}

provider "neon" {}

provider "cloudflare" {}
