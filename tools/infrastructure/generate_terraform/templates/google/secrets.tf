# Names only: values are added by hand (gcloud secrets versions add) or by a rotation, so no state holds them.
resource "google_secret_manager_secret" "app" {
  for_each  = var.secret_names
  secret_id = "${local.name}-${each.key}"

  replication {
    auto {}
  }
}

resource "google_secret_manager_secret_iam_member" "read" {
  for_each  = google_secret_manager_secret.app
  secret_id = each.value.id
  role      = "roles/secretmanager.secretAccessor"
  member    = google_service_account.app.member
}
