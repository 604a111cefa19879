# Written by Deployment Architect for <% name %>.
terraform {
  required_version = ">= 1.10"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
    random = {
      source  = "hashicorp/random"
      version = "~> 3.7"
    }
  }

  # One state per environment, locked by the bucket itself: terraform init -backend-config=environments/<name>.backend
  backend "s3" {
    use_lockfile = true
    encrypt      = true
  }
}

provider "aws" {
  region = var.region

  default_tags {
    tags = local.tags
  }
}

# CloudFront reads its firewall from this region alone.
provider "aws" {
  alias  = "global"
  region = "us-east-1"

  default_tags {
    tags = local.tags
  }
}

locals {
  name = "${var.application}-${var.environment}"
  tags = {
    application = var.application
    environment = var.environment
    managed-by  = "terraform"
  }
}
