output "url" {
  description = "Where the application answers."
  value = "https://${var.domain}"
}

output "cloud_run_service" {
  description = "Variable CLOUD_RUN_SERVICE of the pipeline."
  value = google_cloud_run_v2_service.app.name
}

output "cloud_run_region" {
  description = "Variable CLOUD_RUN_REGION of the pipeline."
  value = google_cloud_run_v2_service.app.location
}

output "workload_identity_provider" {
  description = "Variable WORKLOAD_IDENTITY_PROVIDER of the pipeline."
  value = google_iam_workload_identity_pool_provider.github.name
}

output "deploy_service_account" {
  description = "Variable DEPLOY_SERVICE_ACCOUNT of the pipeline."
  value = google_service_account.deploy.email
}

output "database_address" {
  description = "Address of PostgreSQL inside the network."
  value = google_sql_database_instance.main.private_ip_address
}
