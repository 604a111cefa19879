output "vpc_id" {
  description = "The network."
  value       = aws_vpc.main.id
}

output "public_subnet_ids" {
  description = "Subnets that are reached from outside; NAT gateways stand here."
  value       = aws_subnet.public[*].id
}

output "private_subnet_ids" {
  description = "Subnets without addresses of their own; load balancer, tasks and database stand here."
  value       = aws_subnet.private[*].id
}
