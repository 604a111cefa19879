output "id" {
  description = "Identifier, as CloudWatch names it."
  value       = aws_db_instance.main.identifier
}

output "endpoint" {
  description = "Host and port."
  value       = aws_db_instance.main.endpoint
}

output "replica_endpoints" {
  description = "Hosts and ports of the replicas."
  value       = aws_db_instance.replica[*].endpoint
}

output "password_secret_arn" {
  description = "Secret that RDS keeps and rotates."
  value       = one(aws_db_instance.main.master_user_secret[*].secret_arn)
}

output "protected" {
  description = "Whether AWS refuses to delete it."
  value       = aws_db_instance.main.deletion_protection
}

output "standby" {
  description = "Whether a standby takes over when a zone fails."
  value       = aws_db_instance.main.multi_az
}

output "pooler_endpoint" {
  description = "Host of the pooler, where there is one."
  value       = one(aws_db_proxy.main[*].endpoint)
}
