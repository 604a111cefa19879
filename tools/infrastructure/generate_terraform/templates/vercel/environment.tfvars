# Values of <% environment %>.
environment     = "<% environment %>"
vercel_team     = "your-team"
repository      = "your-org/<% name %>"
domain          = "<% host %>"
zone_id         = "00000000000000000000000000000000"
function_region = "fra1"
<%#neon%>
database_region = "aws-eu-central-1"
compute_min     = <% computeMin %>
compute_max     = <% computeMax %>
history_hours   = <% historyHours %>
<%/neon%>
<%#supabase%>
database_region       = "eu-central-1"
supabase_organization = "your-organization"
instance_size         = "<% instanceSize %>"
<%/supabase%>
<%#planetscale%>
planetscale_organization = "your-organization"
planetscale_database     = "<% name %>"
cluster_size             = "PS_10_AWS_ARM"
<%/planetscale%>
