# Values of <% environment %>; the image comes from the pipeline: -var image=...
environment         = "<% environment %>"
account_id          = "<% account %>"
region              = "eu-central-1"
domain              = "<% host %>"
<%^cloudflare%>
zone_id             = "Z0000000000000"
<%/cloudflare%>
<%#cloudflare%>
cloudflare_zone_id  = "00000000000000000000000000000000"
zone_rules          = <% production %>
<%/cloudflare%>
nat_gateways        = <% natGateways %>
min_tasks           = <% minTasks %>
max_tasks           = <% maxTasks %>
task_cpu            = <% cpu %>
task_memory         = <% memory %>
database_class      = "<% databaseClass %>"
database_storage_gb = <% storage %>
budget_usd          = <% budget %>
alert_email         = "alerts@example.com"
<%#vault%>
vault_address       = "https://vault.example.com:8200"
<%/vault%>
