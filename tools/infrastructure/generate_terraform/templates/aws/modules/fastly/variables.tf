variable "name" {
  description = "Name of the service."
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

variable "balancer_dns_name" {
  description = "Name of the load balancer the requests go to."
  type = string
}

variable "edge_token" {
  description = "Header x-edge-token by which the load balancer knows this service."
  type = string
  sensitive = true
}

variable "rate_limit" {
  description = "Requests per client address in five minutes; Fastly takes no less than 3000."
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
  description = "The longest silence of a response or stream."
  type = number
  default = 60
}
