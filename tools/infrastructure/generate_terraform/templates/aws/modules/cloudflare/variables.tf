variable "name" {
  description = "What the records belong to."
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

variable "balancer_dns_name" {
  description = "Name of the load balancer the requests go to."
  type = string
}

variable "certificate_proof" {
  description = "Record that proves the certificate of the load balancer."
  type = object({
    name  = string
    type  = string
    value = string
  })
}

variable "zone_rules" {
  description = "Whether this environment makes the rules of the zone, for all that share it."
  type = bool
}

variable "edge_token" {
  description = "Header x-edge-token by which the load balancer knows Cloudflare."
  type = string
  sensitive = true
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
