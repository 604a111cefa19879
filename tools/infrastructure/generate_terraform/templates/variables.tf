variable "application" {
  description = "Name of the application, used in every resource's name."
  type        = string
  default     = "<% name %>"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,20}$", var.application))
    error_message = "Use 2 to 21 lower-case letters, digits and hyphens."
  }
}

variable "environment" {
  description = "staging or production; each has its own state, network and database."
  type        = string

  validation {
    condition     = contains(["staging", "production"], var.environment)
    error_message = "Use staging or production."
  }
}

variable "region" {
  description = "AWS region of everything but the CDN's firewall."
  type        = string
}

variable "image" {
  description = "Image with digest, as the pipeline pushed it."
  type        = string

  validation {
    condition     = strcontains(var.image, "@sha256:")
    error_message = "Give the image with its digest, so that what was tested is what runs."
  }
}

variable "certificate_arn" {
  description = "ACM certificate of the load balancer, in this region."
  type        = string
}

variable "container_port" {
  description = "Port the application listens on."
  type        = number
  default     = <% port %>
}

variable "health_path" {
  description = "Path that answers 200 when the application serves."
  type        = string
  default     = "<% health %>"
}

variable "task_cpu" {
  description = "CPU units of a task; 1024 is one vCPU."
  type        = number
  default     = 512
}

variable "task_memory" {
  description = "Memory of a task in MiB."
  type        = number
  default     = 1024
}

variable "min_tasks" {
  description = "Tasks that always run."
  type        = number
  default     = 2

  validation {
    condition     = var.min_tasks >= 1
    error_message = "At least one task must run."
  }
}

variable "max_tasks" {
  description = "Upper bound of autoscaling; it also bounds database connections and cost."
  type        = number
  default     = 6
}

variable "database_class" {
  description = "Instance class of PostgreSQL."
  type        = string
  default     = "db.t4g.medium"
}

variable "database_storage_gb" {
  description = "Storage of PostgreSQL in GiB; it grows by itself up to five times that."
  type        = number
  default     = 50
}

variable "backup_days" {
  description = "Days that point-in-time recovery reaches back."
  type        = number
  default     = 14

  validation {
    condition     = var.backup_days >= 7 && var.backup_days <= 35
    error_message = "Use 7 to 35 days."
  }
}

variable "connections_per_task" {
  description = "Database connections a task may open (connection_limit of its URL)."
  type        = number
  default     = 5
}

variable "rate_limit" {
  description = "Requests per client address in five minutes before the firewall refuses."
  type        = number
  default     = 2000
}

variable "budget_usd" {
  description = "Monthly budget; mails go out at 80 % and when the forecast passes it."
  type        = number
}

variable "alert_email" {
  description = "Who gets alarms and budget mails."
  type        = string
}
