output "task_security_group_id" {
  description = "Security group of the tasks; the database lets it in."
  value = aws_security_group.tasks.id
}

output "balancer_arn" {
  description = "The load balancer, for the origin of the CDN."
  value = aws_lb.main.arn
}

output "balancer_dns_name" {
  description = "Name of the load balancer inside the network."
  value = aws_lb.main.dns_name
}

output "balancer_arn_suffix" {
  description = "The load balancer as CloudWatch names it."
  value = aws_lb.main.arn_suffix
}

output "target_group_arn_suffix" {
  description = "The target group as CloudWatch names it."
  value = aws_lb_target_group.main.arn_suffix
}

output "cluster_name" {
  description = "The cluster."
  value = aws_ecs_cluster.main.name
}

output "service_name" {
  description = "The service."
  value = aws_ecs_service.app.name
}

output "protected" {
  description = "Whether AWS refuses to delete the load balancer."
  value       = aws_lb.main.enable_deletion_protection
}

output "task_role_arn" {
  description = "Role of the application itself."
  value = aws_iam_role.task.arn
}

output "certificate_proof" {
  description = "Record that proves the certificate, for a zone that is not in Route 53."
  value = {
    name  = local.validation.resource_record_name
    type  = local.validation.resource_record_type
    value = local.validation.resource_record_value
  }
}
