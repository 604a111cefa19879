locals {
  name       = "${var.application}-${var.environment}"
  production = var.environment == "production"

  tags = {
    application = var.application
    environment = var.environment
    managed-by  = "terraform"
  }

  # During a rollout old and new tasks hold connections at once.
  connections = var.max_tasks * 2 * var.connections_per_task
}

module "network" {
  source = "./modules/network"

  name         = local.name
  cidr_block   = var.cidr_block
  nat_gateways = var.nat_gateways
}

<%^vault%>
module "secrets" {
  source = "./modules/secrets"

  name  = local.name
  names    = var.secret_names
  rotation = var.secret_rotation
  readers  = var.secret_readers
}
<%/vault%>
<%#vault%>
module "secrets" {
  source = "./modules/secrets"

  name          = local.name
  task_role_arn = module.service.task_role_arn
}
<%/vault%>

module "database" {
  source = "./modules/database"

  name                = local.name
  vpc_id              = module.network.vpc_id
  subnet_ids          = module.network.private_subnet_ids
  client_group_ids    = { tasks = module.service.task_security_group_id }
  instance_class      = var.database_class
  storage_gb          = var.database_storage_gb
  standby             = local.production
  replicas            = var.database_replicas
  pooler              = var.database_pooler
  backup_days         = var.backup_days
  deletion_protection = local.production
}

module "service" {
  source = "./modules/service"

  name               = local.name
  vpc_id             = module.network.vpc_id
  private_subnet_ids = module.network.private_subnet_ids
  domain             = var.domain
<%^cloudflare%>
  zone_id            = var.zone_id
<%/cloudflare%>
  image              = var.image
  container_port     = var.container_port
  health_path        = var.health_path
  cpu                = var.task_cpu
  memory             = var.task_memory
  min_tasks          = var.min_tasks
  max_tasks          = var.max_tasks
  schedule           = var.schedule
<%^vault%>
  secret_arns        = module.secrets.arns
<%/vault%>
<%#vault%>
  environment        = { VAULT_ADDR = var.vault_address }
<%/vault%>
  protected          = local.production
<%#outside%>

  # The CDN comes from outside.
  public             = true
  public_subnet_ids  = module.network.public_subnet_ids
  edge_cidrs         = <% &edgeCidrs %>
  edge_token         = var.edge_token
<%/outside%>
}

<%#cloudfront%>
module "cdn" {
  source = "./modules/cdn"

  providers = {
    aws        = aws
    aws.global = aws.global
  }

  name              = local.name
  domain            = var.domain
  zone_id           = var.zone_id
  balancer_arn      = module.service.balancer_arn
  balancer_dns_name = module.service.balancer_dns_name
  rate_limit        = var.rate_limit
  api_rate_limit    = var.api_rate_limit
  webhook_paths     = var.webhook_paths
  stream_paths      = var.stream_paths
}
<%/cloudfront%>
<%#fastly%>
data "fastly_ip_ranges" "edge" {}

module "cdn" {
  source = "./modules/cdn"

  name              = local.name
  domain            = var.domain
  zone_id           = var.zone_id
  balancer_dns_name = module.service.balancer_dns_name
  edge_token        = var.edge_token
  rate_limit        = var.rate_limit
  api_rate_limit    = var.api_rate_limit
  webhook_paths     = var.webhook_paths
  stream_paths      = var.stream_paths
}
<%/fastly%>
<%#cloudflare%>
data "cloudflare_ip_ranges" "edge" {}

module "cdn" {
  source = "./modules/cdn"

  name              = local.name
  domain            = var.domain
  zone_id           = var.cloudflare_zone_id
  zone_rules        = var.zone_rules
  balancer_dns_name = module.service.balancer_dns_name
  certificate_proof = module.service.certificate_proof
  edge_token        = var.edge_token
  rate_limit        = var.rate_limit
  api_rate_limit    = var.api_rate_limit
  webhook_paths     = var.webhook_paths
  stream_paths      = var.stream_paths
}
<%/cloudflare%>

module "observability" {
  source = "./modules/observability"

  name                   = local.name
  region                 = var.region
  email                  = var.alert_email
  budget_usd             = var.budget_usd
  balancer_arn_suffix    = module.service.balancer_arn_suffix
  target_group_suffix    = module.service.target_group_arn_suffix
  cluster_name           = module.service.cluster_name
  service_name           = module.service.service_name
  database_id            = module.database.id
  connections_at_most    = local.connections
  latency_seconds        = var.latency_seconds
  free_storage_alarm_gib = max(2, floor(var.database_storage_gb / 10))
}
