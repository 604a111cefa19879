output "vercel_project_id" {
  description = "Variable VERCEL_PROJECT_ID of the pipeline."
  value = vercel_project.app.id
}

output "neon_project_id" {
  description = "For branches of previews and for a restore."
  value = neon_project.main.id
}

output "url" {
  description = "Where the application answers."
  value = "https://${var.domain}"
}
