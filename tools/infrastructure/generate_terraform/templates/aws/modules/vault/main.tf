terraform {
  required_providers {
    vault = {
      source  = "hashicorp/vault"
      version = "~> 5.0"
    }
  }
}

# Names only: values are written once by hand (vault kv put), so that no state holds them; every version is kept.
resource "vault_mount" "app" {
  path        = var.name
  type        = "kv-v2"
  description = "Secrets of ${var.name}"

  lifecycle {
    # Deleting the mount deletes every value in it, for good.
    prevent_destroy = true
  }
}

# Who may read what: the tasks these values and nothing else, and nobody may change them from there.
resource "vault_policy" "read" {
  name   = "${var.name}-read"
  policy = <<-HCL
    path "${vault_mount.app.path}/data/app" {
      capabilities = ["read"]
    }
  HCL
}

# The tasks prove who they are by a request that AWS signs for their role: no key is stored anywhere.
resource "vault_auth_backend" "aws" {
  type = "aws"
  path = "aws/${var.name}"
}

resource "vault_aws_auth_backend_role" "tasks" {
  backend                  = vault_auth_backend.aws.path
  role                     = var.name
  auth_type                = "iam"
  bound_iam_principal_arns = [var.task_role_arn]
  token_policies           = [vault_policy.read.name]
  token_ttl                = 3600
  token_max_ttl            = 86400

  # A role that is made anew under the same name is the same reader; Vault then needs no rights in the account.
  resolve_aws_unique_ids = false
}
