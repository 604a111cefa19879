variable "name" {
  description = "Prefix of names."
  type = string
}

variable "region" {
  description = "Region of the dashboard."
  type = string
}

variable "email" {
  description = "Who gets alarms and budget mails; the subscription must be confirmed once."
  type = string
}

variable "budget_usd" {
  description = "Monthly budget."
  type = number
}

variable "balancer_arn_suffix" {
  description = "The load balancer as CloudWatch names it."
  type = string
}

variable "target_group_suffix" {
  description = "The target group as CloudWatch names it."
  type = string
}

variable "cluster_name" {
  description = "The cluster."
  type = string
}

variable "service_name" {
  description = "The service."
  type = string
}

variable "database_id" {
  description = "Identifier of the database."
  type = string
}

variable "connections_at_most" {
  description = "Connections the tasks may open during a rollout."
  type = number
}

variable "latency_seconds" {
  description = "Bound of the 95th percentile of response times."
  type = number
}

variable "free_storage_alarm_gib" {
  description = "Free storage of the database below which an alarm goes off."
  type = number
}
