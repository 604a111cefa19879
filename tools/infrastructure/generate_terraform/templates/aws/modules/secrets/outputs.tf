output "arns" {
  description = "ARN of each secret by the variable it is given as; tasks may read these and no others."
  value       = { for name, secret in aws_secretsmanager_secret.app : name => secret.arn }
}
