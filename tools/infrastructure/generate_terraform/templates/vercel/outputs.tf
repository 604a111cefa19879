output "vercel_project_id" {
  description = "Variable VERCEL_PROJECT_ID of the pipeline."
  value = vercel_project.app.id
}

<%#neon%>
output "neon_project_id" {
  description = "For branches of previews and for a restore."
  value = neon_project.main.id
}

<%/neon%>
<%#supabase%>
output "supabase_project_ref" {
  description = "For a restore and for the CLI."
  value = supabase_project.main.id
}

<%/supabase%>
<%#planetscale%>
output "planetscale_branch" {
  description = "For a restore: pscale branch create DATABASE NAME --restore BACKUP."
  value = planetscale_postgres_branch.main.name
}

<%/planetscale%>
output "url" {
  description = "Where the application answers."
  value = "https://${var.domain}"
}
