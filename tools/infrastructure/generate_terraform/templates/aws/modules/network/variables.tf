variable "name" {
  description = "Prefix of names."
  type        = string
}

variable "cidr_block" {
  description = "Addresses of the network."
  type        = string
}

variable "nat_gateways" {
  description = "1 for both zones, or 2."
  type        = number
}
