variable "application" {
  description = "Name of the application, used in every resource's name."
  type = string
  default = "<% name %>"
}

variable "environment" {
  description = "staging or production; each has its own project, state, network and database."
  type = string

  validation {
    condition = contains(["staging", "production"], var.environment)
    error_message = "Use staging or production."
  }
}

variable "project_id" {
  description = "Project of this environment."
  type = string
}

variable "region" {
  description = "Region of service and database."
  type = string
}

variable "cidr_block" {
  description = "Addresses of the subnet."
  type = string
  default = "10.20.0.0/20"
}

variable "domain" {
  description = "The name users type."
  type = string
}

variable "dns_zone" {
  description = "Managed zone of Cloud DNS that holds the domain."
  type = string
}

variable "repository" {
  description = "The repository on GitHub, OWNER/NAME, whose jobs may deploy."
  type = string
}

variable "billing_account" {
  description = "Billing account of the budget."
  type = string
}

variable "image" {
  description = "Image with digest, as the pipeline pushed it."
  type = string

  validation {
    condition = strcontains(var.image, "@sha256:")
    error_message = "Give the image with its digest, so that what was tested is what runs."
  }
}

variable "container_port" {
  description = "Port the application listens on."
  type = number
  default = <% port %>
}

variable "health_path" {
  description = "Path that answers 200 when the application serves."
  type = string
  default = "<% health %>"
}

variable "cpu" {
  description = "vCPUs of an instance."
  type = string
  default = "1"
}

variable "memory" {
  description = "Memory of an instance."
  type = string
  default = "1Gi"
}

variable "min_instances" {
  description = "Instances that always run."
  type = number
  default = 1
}

variable "max_instances" {
  description = "Upper bound of scaling; it also bounds database connections and cost."
  type = number
  default = 6
}

variable "concurrency" {
  description = "Requests and streams an instance serves at once; one more starts another instance."
  type = number
  default = 80
}

variable "request_seconds" {
  description = "How long a request or a stream may last; Cloud Run allows 3600."
  type = number
  default = 3600
}

variable "connections_per_instance" {
  description = "Database connections an instance may open (connection_limit of its URL)."
  type = number
  default = 5
}

variable "secret_names" {
  description = "Environment variables whose values are kept in Secret Manager."
  type = set(string)
  default = [
<%#secrets%>
    "<% . %>",
<%/secrets%>
  ]
}

variable "database_tier" {
  description = "Machine type of PostgreSQL."
  type = string
  default = "db-custom-2-7680"
}

variable "database_storage_gb" {
  description = "Storage in GiB; it grows by itself up to five times that."
  type = number
  default = 50
}

variable "backup_days" {
  description = "Daily backups that are kept."
  type = number
  default = 14
}

variable "rate_limit" {
  description = "Requests a minute and address before Cloud Armor refuses."
  type = number
  default = 400
}

variable "webhook_paths" {
  description = "Paths other services call: signed, in bursts, never limited."
  type = list(string)
  default = [<% webhooks %>]
}

variable "stream_paths" {
  description = "Paths that stream (SSE): each reconnect is a request, so they are not counted."
  type = list(string)
  default = [<% streams %>]
}

variable "budget_usd" {
  description = "Monthly budget; mails go out at 80 % and when the forecast passes it."
  type = number
}

variable "alert_email" {
  description = "Who gets alarms and budget mails."
  type = string
}
