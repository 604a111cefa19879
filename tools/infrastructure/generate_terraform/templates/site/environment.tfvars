# Values of <% environment %>.
environment = "<% environment %>"
account_id  = "<% account %>"
domain      = "<% host %>"
zone_id     = "Z0000000000000"
budget_usd  = 20
alert_email = "alerts@example.com"
