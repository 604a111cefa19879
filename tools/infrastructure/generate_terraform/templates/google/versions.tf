# Written by Deployment Architect for <% name %>.
terraform {
  required_version = ">= 1.10"

  required_providers {
    google = {
      source  = "hashicorp/google"
      version = "~> 6.50"
    }
  }

  # One state per environment; Cloud Storage locks by itself: terraform init -backend-config=environments/<name>.backend
  backend "gcs" {}
}

# A project for each environment keeps staging and production apart.
provider "google" {
  project = var.project_id
  region  = var.region

  default_labels = {
    application = var.application
    environment = var.environment
    managed-by  = "terraform"
  }
}

locals {
  name       = "${var.application}-${var.environment}"
  production = var.environment == "production"
}
