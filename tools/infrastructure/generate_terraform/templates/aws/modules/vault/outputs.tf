output "path" {
  description = "Where the values are put: vault kv put -mount=PATH app NAME=value."
  value       = vault_mount.app.path
}

output "role" {
  description = "Role that the tasks log in with."
  value       = vault_aws_auth_backend_role.tasks.role
}
