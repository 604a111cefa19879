# RDS Proxy: many short connections of functions or tasks share few of the database. Prisma's prepared statements pin
# a connection each, so that nothing is shared: measure DatabaseConnectionsCurrentlySessionPinned before relying on it.
data "aws_iam_policy_document" "assume_pooler" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["rds.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "read_password" {
  statement {
    actions   = ["secretsmanager:GetSecretValue"]
    resources = aws_db_instance.main.master_user_secret[*].secret_arn
  }
}

resource "aws_iam_role" "pooler" {
  count              = var.pooler ? 1 : 0
  name_prefix        = "${var.name}-pool-"
  assume_role_policy = data.aws_iam_policy_document.assume_pooler.json
}

resource "aws_iam_role_policy" "pooler" {
  count  = var.pooler ? 1 : 0
  name   = "read-password"
  role   = aws_iam_role.pooler[0].id
  policy = data.aws_iam_policy_document.read_password.json
}

resource "aws_security_group" "pooler" {
  count       = var.pooler ? 1 : 0
  name_prefix = "${var.name}-pooler-"
  description = "RDS Proxy"
  vpc_id      = var.vpc_id

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "pooler" {
  for_each                     = var.pooler ? var.client_group_ids : {}
  security_group_id            = aws_security_group.pooler[0].id
  description                  = "From ${each.key} alone"
  referenced_security_group_id = each.value
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
}

resource "aws_vpc_security_group_egress_rule" "pooler" {
  count                        = var.pooler ? 1 : 0
  security_group_id            = aws_security_group.pooler[0].id
  description                  = "To the database"
  referenced_security_group_id = aws_security_group.database.id
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
}

resource "aws_vpc_security_group_ingress_rule" "from_pooler" {
  count                        = var.pooler ? 1 : 0
  security_group_id            = aws_security_group.database.id
  description                  = "From the pooler"
  referenced_security_group_id = aws_security_group.pooler[0].id
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
}

resource "aws_db_proxy" "main" {
  count                  = var.pooler ? 1 : 0
  name                   = var.name
  engine_family          = "POSTGRESQL"
  role_arn               = aws_iam_role.pooler[0].arn
  vpc_subnet_ids         = var.subnet_ids
  vpc_security_group_ids = [aws_security_group.pooler[0].id]
  require_tls            = true
  idle_client_timeout    = 1800

  auth {
    auth_scheme = "SECRETS"
    iam_auth    = "DISABLED"
    secret_arn  = one(aws_db_instance.main.master_user_secret[*].secret_arn)
  }
}

resource "aws_db_proxy_default_target_group" "main" {
  count         = var.pooler ? 1 : 0
  db_proxy_name = aws_db_proxy.main[0].name

  connection_pool_config {
    # The rest is for migrations and people, which connect to the database itself.
    max_connections_percent      = 80
    max_idle_connections_percent = 20
    connection_borrow_timeout    = 10
  }
}

resource "aws_db_proxy_target" "main" {
  count                  = var.pooler ? 1 : 0
  db_proxy_name          = aws_db_proxy.main[0].name
  target_group_name      = aws_db_proxy_default_target_group.main[0].name
  db_instance_identifier = aws_db_instance.main.identifier
}
