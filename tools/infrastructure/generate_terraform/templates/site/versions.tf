# Written by Deployment Architect for <% name %>.
terraform {
  required_version = ">= 1.10"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }

  # One state per environment, locked by the bucket itself: terraform init -backend-config=environments/<name>.backend
  backend "s3" {
    use_lockfile = true
    encrypt      = true
  }
}

# CloudFront's certificates live in this region alone; a bucket for static files may as well.
provider "aws" {
  region              = "us-east-1"
  allowed_account_ids = [var.account_id]

  default_tags {
    tags = {
      application = var.application
      environment = var.environment
      managed-by  = "terraform"
    }
  }
}
