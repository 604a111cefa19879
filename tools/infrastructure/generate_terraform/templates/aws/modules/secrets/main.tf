# Names only: values are set once by hand or by a rotation, so that no state holds them.
resource "aws_secretsmanager_secret" "app" {
  for_each                = var.names
  name                    = "${var.name}/${each.key}"
  recovery_window_in_days = 7
}
