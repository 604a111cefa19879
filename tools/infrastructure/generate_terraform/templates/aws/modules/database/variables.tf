variable "name" {
  description = "Identifier of the database and prefix of names."
  type        = string
}

variable "vpc_id" {
  description = "The network."
  type        = string
}

variable "subnet_ids" {
  description = "Private subnets in at least two zones."
  type        = list(string)
}

variable "client_group_ids" {
  description = "Security groups that may connect, by what they are."
  type        = map(string)
}

variable "postgres" {
  description = "Major version of PostgreSQL; RDS takes the newest minor one."
  type        = string
  default     = "17"
}

variable "instance_class" {
  description = "Instance class."
  type        = string
}

variable "storage_gb" {
  description = "Storage in GiB; it grows by itself up to five times that."
  type        = number
}

variable "standby" {
  description = "A synchronous standby in another zone, which takes over by itself."
  type        = bool
}

variable "replicas" {
  description = "Read replicas."
  type        = number
}

variable "backup_days" {
  description = "Days that point-in-time recovery reaches back."
  type        = number
}

variable "deletion_protection" {
  description = "AWS refuses to delete the database as long as this is true."
  type        = bool
}

variable "pooler" {
  description = "RDS Proxy in front of the database."
  type        = bool
  default     = false
}
