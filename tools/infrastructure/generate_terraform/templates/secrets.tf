locals {
  # Names only: values are set once by hand or by a rotation, never here.
  secret_names = toset([
<%#secrets%>
    "<% . %>",
<%/secrets%>
  ])
}

resource "aws_secretsmanager_secret" "app" {
  for_each                = local.secret_names
  name                    = "${local.name}/${each.key}"
  recovery_window_in_days = 7
}
