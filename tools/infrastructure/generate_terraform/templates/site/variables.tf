variable "application" {
  description = "Name of the site, used in every resource's name."
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

variable "account_id" {
  description = "AWS account of this environment, 12 digits; an apply in another account is refused."
  type = string
}

variable "domain" {
  description = "The name users type."
  type = string
}

variable "zone_id" {
  description = "Route 53 zone of the domain."
  type = string
}

variable "rollback_days" {
  description = "Days that overwritten files are kept."
  type = number
  default = 30
}

variable "budget_usd" {
  description = "Monthly budget."
  type = number
}

variable "alert_email" {
  description = "Who gets alarms and budget mails."
  type = string
}
