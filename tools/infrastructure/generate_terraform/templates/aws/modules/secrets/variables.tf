variable "name" {
  description = "Prefix of names."
  type        = string
}

variable "names" {
  description = "Environment variables the secrets are given as."
  type        = set(string)
}

variable "rotation" {
  description = "Rotating functions by the variable whose value they renew."
  type = map(object({
    lambda_arn = string
    days       = number
  }))
  default = {}
}

variable "readers" {
  description = "ARNs of the roles that may read values, * allowed in them; empty leaves it to the roles' own policies."
  type        = list(string)
  default     = []
}
