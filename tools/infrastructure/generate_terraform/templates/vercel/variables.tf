variable "application" {
  description = "Name of the application, used in every resource's name."
  type = string
  default = "<% name %>"
}

variable "environment" {
  description = "staging or production; each has its own state and its own resources."
  type = string

  validation {
    condition = contains(["staging", "production"], var.environment)
    error_message = "Use staging or production."
  }
}

variable "vercel_team" {
  description = "Slug or id of the team on Vercel."
  type = string
}

variable "repository" {
  description = "The repository on GitHub, OWNER/NAME."
  type = string
}

variable "domain" {
  description = "The name users type."
  type = string
}

variable "zone_id" {
  description = "Zone of the domain at Cloudflare."
  type = string
}

variable "function_region" {
  description = "Vercel region of the functions; next to the database."
  type = string
}

variable "function_seconds" {
  description = "How long a function, and so a stream, may run; the plan bounds it."
  type = number
  default = 300

  validation {
    condition = var.function_seconds >= 10 && var.function_seconds <= 800
    error_message = "Vercel runs a function for 800 seconds at most."
  }
}

<%^planetscale%>
variable "database_region" {
  description = "Region of the database as its host names it, next to the functions."
  type = string
}

<%/planetscale%>
variable "connections_per_instance" {
  description = "Connections an instance opens to the pooler (connection_limit of Prisma)."
  type = number
  default = 5
}

<%#neon%>
variable "compute_min" {
  description = "Smallest compute of the database in units of 1 vCPU and 4 GB."
  type = number
  default = 0.25
}

variable "compute_max" {
  description = "Largest compute; it bounds the cost and, with it, max_connections."
  type = number
  default = 2
}

variable "history_hours" {
  description = "Hours that point-in-time recovery reaches back; the plan bounds it."
  type = number
  default = 24
}

<%/neon%>
<%#supabase%>
variable "supabase_organization" {
  description = "Slug of the organization at Supabase."
  type = string
}

variable "instance_size" {
  description = "Compute of the database; it bounds the cost and the connections. A change restarts it."
  type = string
  default = "small"

  validation {
    condition = contains(["micro", "small", "medium", "large", "xlarge", "2xlarge", "4xlarge"], var.instance_size)
    error_message = "Use micro, small, medium, large, xlarge, 2xlarge or 4xlarge."
  }
}

<%/supabase%>
<%#planetscale%>
variable "planetscale_organization" {
  description = "Slug of the organization at PlanetScale."
  type = string
}

variable "planetscale_database" {
  description = "Slug of the Postgres database, made by hand in the region of the functions."
  type = string
}

variable "cluster_size" {
  description = "Size of the branch, as the list of sizes names it; it bounds the cost and the connections."
  type = string
}

variable "backup_days" {
  description = "Days that daily backups are kept."
  type = number
  default = 14
}

<%/planetscale%>
variable "challenge_bots" {
  description = "Whether what looks like a bot must pass a challenge; webhooks and streams never do."
  type = bool
  default = false
}

variable "api_rate_limit" {
  description = "Requests a minute and address below /api/, webhooks and streams left out."
  type = number
  default = 120
}

variable "webhook_paths" {
  description = "Paths other services call: signed, in bursts, never limited."
  type = list(string)
  default = [<% webhooks %>]
}

variable "stream_paths" {
  description = "Paths that stream (SSE): not counted."
  type = list(string)
  default = [<% streams %>]
}
