# What the application may do: read its own secrets, and nothing else until it needs something.
resource "google_service_account" "app" {
  account_id   = "${var.application}-run"
  display_name = "${local.name} at run time"
}

resource "google_cloud_run_v2_service" "app" {
  name                = local.name
  location            = var.region
  deletion_protection = local.production

  # Only the load balancer reaches it, so nothing gets around Cloud Armor.
  ingress = "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER"

  template {
    service_account = google_service_account.app.email

    # A request, and so a stream, may last this long; clients reconnect with Last-Event-ID.
    timeout                          = "${var.request_seconds}s"
    max_instance_request_concurrency = var.concurrency

    scaling {
      min_instance_count = var.min_instances
      max_instance_count = var.max_instances
    }

    vpc_access {
      egress = "PRIVATE_RANGES_ONLY"

      network_interfaces {
        network    = google_compute_network.main.id
        subnetwork = google_compute_subnetwork.main.id
      }
    }

    containers {
      image = var.image

      ports {
        container_port = var.container_port
      }

      resources {
        limits = {
          cpu    = var.cpu
          memory = var.memory
        }

        # Streams and work after the answer need CPU between requests.
        cpu_idle          = false
        startup_cpu_boost = true
      }

      dynamic "env" {
        for_each = google_secret_manager_secret.app

        content {
          name = env.key

          value_source {
            secret_key_ref {
              secret  = env.value.secret_id
              version = "latest"
            }
          }
        }
      }

      startup_probe {
        http_get {
          path = var.health_path
          port = var.container_port
        }

        period_seconds    = 5
        failure_threshold = 24
      }

      liveness_probe {
        http_get {
          path = var.health_path
          port = var.container_port
        }

        period_seconds    = 15
        failure_threshold = 3
      }
    }
  }

  # The pipeline rolls out images and moves the traffic; Terraform leaves both alone.
  lifecycle {
    ignore_changes = [template[0].containers[0].image, traffic, client, client_version]
  }

  depends_on = [google_secret_manager_secret_iam_member.read]
}

# Visitors have no Google account; who they are is the application's business.
resource "google_cloud_run_v2_service_iam_member" "public" {
  name     = google_cloud_run_v2_service.app.name
  location = var.region
  role     = "roles/run.invoker"
  member   = "allUsers"
}
