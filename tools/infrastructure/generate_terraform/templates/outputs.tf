output "cdn_domain" {
  description = "Point the DNS records of the domains here."
  value       = aws_cloudfront_distribution.main.domain_name
}

output "load_balancer_domain" {
  description = "Point the origin domain here."
  value       = aws_lb.main.dns_name
}

output "ecs_cluster" {
  description = "Variable ECS_CLUSTER of the pipeline."
  value       = aws_ecs_cluster.main.name
}

output "ecs_service" {
  description = "Variable ECS_SERVICE of the pipeline."
  value       = aws_ecs_service.app.name
}

output "database_endpoint" {
  description = "Host and port of PostgreSQL."
  value       = aws_db_instance.main.endpoint
}

output "database_password_secret" {
  description = "Where RDS keeps the password."
  value       = aws_db_instance.main.master_user_secret[0].secret_arn
}
