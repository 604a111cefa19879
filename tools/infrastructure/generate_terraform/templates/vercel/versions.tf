# Written by Deployment Architect for <% name %>.
terraform {
  required_version = ">= 1.11"

  required_providers {
    vercel = {
      source  = "vercel/vercel"
      version = "~> 5.10"
    }
<%#neon%>
    neon = {
      source  = "kislerdm/neon"
      version = "~> 0.15"
    }
<%/neon%>
<%#supabase%>
    supabase = {
      source  = "supabase/supabase"
      version = "~> 1.10"
    }
    random = {
      source  = "hashicorp/random"
      version = "~> 3.7"
    }
<%/supabase%>
<%#planetscale%>
    planetscale = {
      source  = "planetscale/planetscale"
      version = "~> 1.8"
    }
<%/planetscale%>
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

# Tokens come from VERCEL_API_TOKEN, <% token %> and CLOUDFLARE_API_TOKEN; none stands in a file.
provider "vercel" {
  team = var.vercel_team
}

<%#neon%>
provider "neon" {}
<%/neon%>
<%#supabase%>
provider "supabase" {}
<%/supabase%>
<%#planetscale%>
provider "planetscale" {}
<%/planetscale%>

provider "cloudflare" {}
