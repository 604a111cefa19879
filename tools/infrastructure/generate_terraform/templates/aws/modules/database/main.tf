resource "aws_db_subnet_group" "main" {
  name_prefix = "${var.name}-"
  subnet_ids  = var.subnet_ids
}

resource "aws_security_group" "database" {
  name_prefix = "${var.name}-database-"
  description = "PostgreSQL"
  vpc_id      = var.vpc_id

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "clients" {
  for_each                     = var.client_group_ids
  security_group_id            = aws_security_group.database.id
  description                  = "From ${each.key} alone"
  referenced_security_group_id = each.value
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
}

resource "aws_db_parameter_group" "main" {
  name_prefix = "${var.name}-"
  family      = "postgres${var.postgres}"

  parameter {
    name  = "rds.force_ssl"
    value = "1"
  }

  # Slow queries are logged; alarms and reports read them.
  parameter {
    name  = "log_min_duration_statement"
    value = "500"
  }

  # A forgotten transaction holds locks and stops vacuum.
  parameter {
    name  = "idle_in_transaction_session_timeout"
    value = "60000"
  }

  parameter {
    name         = "shared_preload_libraries"
    value        = "pg_stat_statements"
    apply_method = "pending-reboot"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_db_instance" "main" {
  identifier     = var.name
  engine         = "postgres"
  engine_version = var.postgres
  instance_class = var.instance_class
  db_name        = "app"
  username       = "app"

  # RDS makes the password, keeps it in Secrets Manager and rotates it; it is in no state.
  manage_master_user_password = true

  allocated_storage     = var.storage_gb
  max_allocated_storage = var.storage_gb * 5
  storage_type          = "gp3"
  storage_encrypted     = true

  multi_az               = var.standby
  publicly_accessible    = false
  db_subnet_group_name   = aws_db_subnet_group.main.name
  vpc_security_group_ids = [aws_security_group.database.id]
  parameter_group_name   = aws_db_parameter_group.main.name

  backup_retention_period   = var.backup_days
  copy_tags_to_snapshot     = true
  delete_automated_backups  = false
  deletion_protection       = var.deletion_protection
  skip_final_snapshot       = false
  final_snapshot_identifier = "${var.name}-final"

  performance_insights_enabled    = true
  enabled_cloudwatch_logs_exports = ["postgresql"]
  auto_minor_version_upgrade      = true

  lifecycle {
    # A plan that would replace or delete the database fails; to delete it on purpose, take this out first.
    prevent_destroy = true
  }
}

resource "aws_db_instance" "replica" {
  count                        = var.replicas
  identifier                   = "${var.name}-replica-${count.index}"
  replicate_source_db          = aws_db_instance.main.identifier
  instance_class               = var.instance_class
  storage_encrypted            = true
  publicly_accessible          = false
  vpc_security_group_ids       = [aws_security_group.database.id]
  parameter_group_name         = aws_db_parameter_group.main.name
  performance_insights_enabled = true
  auto_minor_version_upgrade   = true
  skip_final_snapshot          = true # a replica holds nothing of its own
}
