output "record_id" {
  description = "The record of the domain."
  value = cloudflare_dns_record.app.id
}
