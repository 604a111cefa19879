variable "name" {
  description = "Prefix of names."
  type = string
}

variable "vpc_id" {
  description = "The network."
  type = string
}

variable "private_subnet_ids" {
  description = "Private subnets in at least two zones."
  type = list(string)
}

variable "domain" {
  description = "The name users type; the certificate of the load balancer is made for it."
  type = string
}

variable "zone_id" {
  description = "Route 53 zone in which the certificate is proven; empty where certificate_proof is put elsewhere."
  type = string
  default = ""
}

variable "image" {
  description = "Image with digest."
  type = string
}

variable "container_port" {
  description = "Port the application listens on."
  type = number
}

variable "health_path" {
  description = "Path that answers 200 when the application serves."
  type = string
}

variable "cpu" {
  description = "CPU units of a task; 1024 is one vCPU."
  type = number
}

variable "memory" {
  description = "Memory of a task in MiB."
  type = number
}

variable "min_tasks" {
  description = "Tasks that always run."
  type = number
}

variable "max_tasks" {
  description = "Upper bound of every kind of scaling."
  type = number
}

variable "schedule" {
  description = "Other bounds at known times."
  type = map(object({
    cron = string
    min = number
    max = number
  }))
  default = {}
}

variable "secret_arns" {
  description = "ARN of each secret by the variable it is given as."
  type = map(string)
  default = {}
}

variable "environment" {
  description = "Variables whose values are no secret, PORT left out."
  type = map(string)
  default = {}
}

variable "protected" {
  description = "Whether AWS refuses to delete the load balancer."
  type = bool
}

variable "cpu_target" {
  description = "Average CPU in percent that scaling aims at."
  type = number
  default = 60
}

variable "requests_per_task" {
  description = "Requests a minute and task that scaling aims at; measure yours and set it."
  type = number
  default = 1000
}

variable "stream_idle_seconds" {
  description = "The longest silence of a stream."
  type = number
  default = 120
}

variable "drain_seconds" {
  description = "How long open requests and streams get when a task is replaced; Fargate ends it at 120."
  type = number
  default = 60
}

variable "log_days" {
  description = "Days that logs are kept."
  type = number
  default = 30
}

variable "public" {
  description = "Whether the load balancer is reached from outside, by a CDN that is not CloudFront."
  type = bool
  default = false
}

variable "public_subnet_ids" {
  description = "Public subnets, for a load balancer in public."
  type = list(string)
  default = []
}

variable "edge_cidrs" {
  description = "Addresses of the CDN, for a load balancer in public."
  type = list(string)
  default = []
}

variable "edge_token" {
  description = "Header x-edge-token that the CDN sends, for a load balancer in public."
  type = string
  default = ""
  sensitive = true
}
