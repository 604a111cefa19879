variable "name" {
  description = "Prefix of names."
  type        = string
}

variable "names" {
  description = "Environment variables the secrets are given as."
  type        = set(string)
}
