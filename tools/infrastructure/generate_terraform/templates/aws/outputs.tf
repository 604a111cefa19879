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

<%#cloudfront%>
output "distribution_id" {
  description = "For an invalidation by hand: aws cloudfront create-invalidation --distribution-id ID --paths '/*'."
  value       = module.cdn.distribution_id
}

<%/cloudfront%>
<%#cloudflare%>
output "cdn_record_id" {
  description = "The record of the domain at Cloudflare."
  value       = module.cdn.record_id
}

<%/cloudflare%>
<%#fastly%>
output "cdn_service_id" {
  description = "For a purge by hand: fastly purge --all --service-id ID."
  value       = module.cdn.service_id
}

<%/fastly%>
output "database_endpoint" {
  description = "Host and port of PostgreSQL."
  value       = module.database.endpoint
}

output "database_replica_endpoints" {
  description = "Hosts and ports of the read replicas."
  value       = module.database.replica_endpoints
}

output "database_pooler_endpoint" {
  description = "Host of the pooler, where there is one; migrations use the database itself."
  value       = module.database.pooler_endpoint
}

output "database_password_secret" {
  description = "Where RDS keeps and rotates the password."
  value       = module.database.password_secret_arn
}
