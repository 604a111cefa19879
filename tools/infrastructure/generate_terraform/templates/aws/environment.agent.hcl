# For the image of <% environment %>: ENTRYPOINT ["vault", "agent", "-config=/etc/vault/agent.hcl"]. The agent logs in by
# the role of the task, starts the application with the values as variables, and starts it anew when one changes.
auto_auth {
  method "aws" {
    mount_path = "auth/aws/<% name %>-<% environment %>"

    config = {
      type = "iam"
      role = "<% name %>-<% environment %>"
    }
  }
}
<%#secrets%>

env_template "<% . %>" {
  contents             = "{{ with secret \"<% name %>-<% environment %>/data/app\" }}{{ .Data.data.<% . %> }}{{ end }}"
  error_on_missing_key = true
}
<%/secrets%>

exec {
  command                   = ["node", "server.js"]
  restart_on_secret_changes = "always"
  restart_stop_signal       = "SIGTERM"
}
