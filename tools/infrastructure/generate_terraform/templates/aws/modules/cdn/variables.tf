variable "name" {
  description = "Prefix of names."
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

variable "balancer_arn" {
  description = "Internal load balancer the requests go to."
  type = string
}

variable "balancer_dns_name" {
  description = "Its name inside the network."
  type = string
}

variable "rate_limit" {
  description = "Requests per client address in five minutes."
  type = number
}

variable "api_rate_limit" {
  description = "The same for paths below /api/, webhooks and streams left out."
  type = number
}

variable "webhook_paths" {
  description = "Path prefixes that are never rate-limited."
  type = list(string)
}

variable "stream_paths" {
  description = "Path prefixes that the limit of the API does not count."
  type = list(string)
}

variable "response_seconds" {
  description = "The longest silence of a response or stream; CloudFront allows up to 120 without a raised quota."
  type = number
  default = 60
}
