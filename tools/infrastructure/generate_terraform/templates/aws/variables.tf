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
  description = "staging or production; each has its own account or at least its own state, network and database."
  type        = string

  validation {
    condition     = contains(["staging", "production"], var.environment)
    error_message = "Use staging or production."
  }
}

variable "account_id" {
  description = "AWS account of this environment, 12 digits; an apply in another account is refused."
  type        = string

  validation {
    condition     = can(regex("^[0-9]{12}$", var.account_id))
    error_message = "An account has 12 digits."
  }
}

variable "region" {
  description = "AWS region of everything but the CDN's firewall and certificate."
  type        = string
}

variable "cidr_block" {
  description = "Addresses of the network; do not let two networks that are ever joined overlap."
  type        = string
  default     = "10.20.0.0/16"

  validation {
    condition     = can(cidrsubnet(var.cidr_block, 8, 11))
    error_message = "Use a block such as 10.20.0.0/16, with room for subnets 8 bits longer."
  }
}

variable "nat_gateways" {
  description = "1 shares one gateway, 2 survives the loss of a zone for outbound calls and costs twice."
  type        = number
  default     = 1

  validation {
    condition     = contains([1, 2], var.nat_gateways)
    error_message = "Use 1 or 2."
  }
}

variable "domain" {
  description = "The name users type."
  type        = string
}

<%^cloudflare%>
variable "zone_id" {
  description = "Route 53 zone that holds the domain; the certificate is proven and the record made there."
  type        = string
}

<%/cloudflare%>
<%#cloudflare%>
variable "cloudflare_zone_id" {
  description = "Zone of the domain at Cloudflare; the certificate is proven and the record made there."
  type        = string
}

variable "zone_rules" {
  description = "Whether this environment makes the rules of the zone: true in one of those that share it."
  type        = bool
}

<%/cloudflare%>
variable "image" {
  description = "Image with digest, as the pipeline pushed it."
  type        = string

  validation {
    condition     = strcontains(var.image, "@sha256:")
    error_message = "Give the image with its digest, so that what was tested is what runs."
  }
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

  validation {
    condition     = var.max_tasks >= var.min_tasks
    error_message = "max_tasks is below min_tasks."
  }
}

variable "schedule" {
  description = "Other bounds at known times: cron in UTC as EventBridge writes it, min and max tasks."
  type = map(object({
    cron = string
    min  = number
    max  = number
  }))
  default = {}
}

<%^vault%>
variable "secret_names" {
  description = "Environment variables whose values are kept in Secrets Manager."
  type        = set(string)
  default = [
<%#secrets%>
    "<% . %>",
<%/secrets%>
  ]
}

<%/vault%>
<%^vault%>
variable "secret_rotation" {
  description = "Rotating functions by the variable whose value they renew; the password of the database is rotated by RDS itself."
  type = map(object({
    lambda_arn = string
    days       = number
  }))
  default = {}

  validation {
    condition     = alltrue([for name, r in var.secret_rotation : contains(var.secret_names, name) && r.days >= 1 && r.days <= 1000])
    error_message = "Each key must be one of secret_names, and days lie from 1 to 1000."
  }
}

variable "secret_readers" {
  description = "Roles that may read secrets, such as arn:aws:iam::111122223333:role/app-production-exec-*; name yourself and the rotating functions too. Empty leaves it to the roles' own policies."
  type        = list(string)
  default     = []
}

<%/vault%>
<%#vault%>
variable "vault_address" {
  description = "Address of Vault, such as https://vault.example.com:8200."
  type        = string

  validation {
    condition     = startswith(var.vault_address, "https://")
    error_message = "Vault is talked to by HTTPS alone."
  }
}

<%/vault%>
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

variable "database_replicas" {
  description = "Read replicas; the application must know how to use them."
  type        = number
  default     = 0

  validation {
    condition     = var.database_replicas >= 0 && var.database_replicas <= 5
    error_message = "Use 0 to 5."
  }
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

variable "database_pooler" {
  description = "RDS Proxy in front of the database: for many short connections. Prisma pins its connections there, so it gains nothing by it."
  type        = bool
  default     = false
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

variable "api_rate_limit" {
  description = "The same for paths below /api/, webhooks and streams left out."
  type        = number
  default     = 600
}

variable "webhook_paths" {
  description = "Paths other services call: never rate-limited, as they come in bursts from few addresses and are signed."
  type        = list(string)
  default     = [<% &webhooks %>]
}

variable "stream_paths" {
  description = "Paths that stream (SSE): not counted by the limit of the API, as each reconnect is a request."
  type        = list(string)
  default     = [<% &streams %>]
}

variable "latency_seconds" {
  description = "An alarm goes off when the 95th percentile of response times stays above."
  type        = number
  default     = 1
}

variable "budget_usd" {
  description = "Monthly budget; mails go out at 80 % and when the forecast passes it."
  type        = number
}

variable "alert_email" {
  description = "Who gets alarms and budget mails."
  type        = string
}
<%#outside%>

variable "edge_token" {
  description = "Header by which the load balancer knows the CDN, 32 letters or more: TF_VAR_edge_token. It stands in the state; it guards the way around the limits and nothing else."
  type        = string
  sensitive   = true

  validation {
    condition     = can(regex("^[A-Za-z0-9]{32,128}$", var.edge_token))
    error_message = "Use 32 to 128 letters and digits, such as openssl rand -hex 32 prints."
  }
}
<%/outside%>
