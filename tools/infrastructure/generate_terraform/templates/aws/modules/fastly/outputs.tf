output "service_id" {
  description = "The service, for purges by hand."
  value = fastly_service_vcl.main.id
}
