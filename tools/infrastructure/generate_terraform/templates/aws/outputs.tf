output "url" {
  description = "Where the application answers."
  value       = "https://${var.domain}"
}

output "ecs_cluster" {
  description = "Variable ECS_CLUSTER of the pipeline."
  value       = module.service.cluster_name
}

output "ecs_service" {
  description = "Variable ECS_SERVICE of the pipeline."
  value       = module.service.service_name
}

output "distribution_id" {
  description = "For an invalidation by hand: aws cloudfront create-invalidation --distribution-id ID --paths '/*'."
  value       = module.cdn.distribution_id
}

output "database_endpoint" {
  description = "Host and port of PostgreSQL."
  value       = module.database.endpoint
}

output "database_replica_endpoints" {
  description = "Hosts and ports of the read replicas."
  value       = module.database.replica_endpoints
}

output "database_password_secret" {
  description = "Where RDS keeps and rotates the password."
  value       = module.database.password_secret_arn
}
