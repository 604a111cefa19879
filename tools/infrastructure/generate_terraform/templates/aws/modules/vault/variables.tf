variable "name" {
  description = "Path of the secrets, and name of what may read them."
  type        = string
}

variable "task_role_arn" {
  description = "Role of the tasks."
  type        = string
}
