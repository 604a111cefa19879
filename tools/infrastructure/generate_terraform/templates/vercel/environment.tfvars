# Values of <% environment %>.
environment     = "<% environment %>"
vercel_team     = "your-team"
repository      = "your-org/<% name %>"
domain          = "<% host %>"
zone_id         = "00000000000000000000000000000000"
function_region = "fra1"
database_region = "aws-eu-central-1"
compute_min     = <% computeMin %>
compute_max     = <% computeMax %>
history_hours   = <% historyHours %>
