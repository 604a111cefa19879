variable "application" {
  description = "Name of the application."
  type = string
  default = "<% name %>"
}

variable "environment" {
  description = "staging or production: the GitHub environment whose jobs may deploy."
  type = string
}

variable "account_id" {
  description = "AWS account, 12 digits."
  type = string
}

variable "region" {
  description = "Region of the bucket and of the service."
  type = string
}

variable "repository" {
  description = "The repository on GitHub, OWNER/NAME."
  type = string
}
