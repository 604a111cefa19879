package dev.deployarchitect.infrastructure.generate;

import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Recommendation;
import dev.deployarchitect.project.Topic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** ECS on Fargate behind CloudFront, with RDS, as modules. */
record AwsStack() implements Blueprint {
  /** Addresses of the flat layout and where they went; what holds data, and what that stands on. */
  private static final List<Map<String, String>> MOVED =
      List.of(
          moved("aws_vpc.main", "module.network.aws_vpc.main"),
          moved("aws_internet_gateway.main", "module.network.aws_internet_gateway.main"),
          moved("aws_subnet.public", "module.network.aws_subnet.public"),
          moved("aws_subnet.private", "module.network.aws_subnet.private"),
          moved("aws_eip.nat", "module.network.aws_eip.nat[0]"),
          moved("aws_nat_gateway.main", "module.network.aws_nat_gateway.main[0]"),
          moved("aws_route_table.public", "module.network.aws_route_table.public"),
          moved("aws_route_table.private", "module.network.aws_route_table.private[0]"),
          moved("aws_db_subnet_group.main", "module.database.aws_db_subnet_group.main"),
          moved("aws_db_parameter_group.main", "module.database.aws_db_parameter_group.main"),
          moved("aws_security_group.database", "module.database.aws_security_group.database"),
          moved("aws_db_instance.main", "module.database.aws_db_instance.main"),
          moved("aws_security_group.tasks", "module.service.aws_security_group.tasks"),
          moved("aws_ecs_cluster.main", "module.service.aws_ecs_cluster.main"),
          moved("aws_cloudwatch_log_group.app", "module.service.aws_cloudwatch_log_group.app"),
          moved("aws_cloudfront_distribution.main", "module.cdn.aws_cloudfront_distribution.main"),
          moved("aws_secretsmanager_secret.app", "module.secrets.aws_secretsmanager_secret.app"));

  private static final AwsAdvice.Wording WORDING =
      new AwsAdvice.Wording(
          List.of(
              "Once for each account, by a person: terraform -chdir=terraform/bootstrap init, then apply with"
                  + " environment, account_id, region and repository. It prints the bucket for"
                  + " environments/*.backend and the role for the pipeline's AWS_DEPLOY_ROLE_ARN.",
              "Set account, domain, zone and mail address in environments/*.tfvars.",
              "terraform -chdir=terraform init -backend-config=environments/staging.backend",
              "terraform -chdir=terraform test: the provider is mocked, no account is needed.",
              "terraform -chdir=terraform plan -var-file=environments/staging.tfvars -var"
                  + " image=IMAGE@sha256:DIGEST -out=plan, read the plan, then apply it.",
              "Set the values of the secrets by hand: aws secretsmanager put-secret-value.",
              "Confirm the mail of the alarms' subscription.",
              "Deploy a version to staging, look at it, then the same digest to production with"
                  + " environments/production.backend and production.tfvars: promotion is the same code and the"
                  + " same image with other values."),
          "deleting the database, and replacing it. prevent_destroy makes such"
              + " a plan fail, AWS refuses it as long as deletion_protection is on, and a final"
              + " snapshot and the automated backups remain. Never take prevent_destroy out to get a"
              + " plan through.",
          "A bad apply: git revert and apply; what each module does then is in its README.",
          "the .tfvars files",
          "backup_days in variables.tf",
          "modules/observability");

  private static Map<String, String> moved(String from, String to) {
    return Map.of("from", from, "to", to);
  }

  @Override
  public List<Artifact> files(Order order) {
    Map<String, Object> values = new HashMap<>(order.values());
    values.put("moved", MOVED);
    values.put("webhooks", RoutePath.quoted(order.profile(), Topic.WEBHOOK_ROUTE));
    values.put("streams", RoutePath.quoted(order.profile(), Topic.SSE_ROUTE));
    StackFiles files =
        StackFiles.terraform(order.content(), "aws", values)
            .add("versions.tf", "providers, their versions, and the locked remote state")
            .add("variables.tf", "every value an environment may choose, typed and checked")
            .add("main.tf", "how the modules fit together")
            .add("outputs.tf", "what the pipeline needs to know")
            .add("moved.tf", "new addresses of what an earlier layout made")
            .module(
                "modules/network",
                "network and subnets in two zones",
                """
                A network with public and private subnets in two zones, NAT and a way to S3 that does not pass it.

                A bad apply: a changed `cidr_block` replaces the network and all in it; the plan says "must be replaced", and the database refuses. Back: the former value.
                """,
                "main.tf",
                "variables.tf",
                "outputs.tf")
            .module(
                "modules/service",
                "load balancer, container service, its roles and autoscaling",
                """
                An internal load balancer, the container service, its roles and its scaling: by CPU and requests, in steps on bursts, by the clock.

                Streams: the load balancer waits `stream_idle_seconds` for the next byte, and gives open streams `drain_seconds` when a task is replaced. A bad version is taken back by the circuit breaker. A bad apply: revert and apply; tasks that run are not touched by a failed one.
                """,
                "main.tf",
                "roles.tf",
                "scaling.tf",
                "variables.tf",
                "outputs.tf")
            .module(
                "modules/database",
                "PostgreSQL with backups, parameters, a standby and replicas",
                """
                PostgreSQL on RDS: encrypted, without a public address, TLS alone, password kept and rotated by RDS, point-in-time recovery, slow queries logged.

                **Cannot be undone: deleting the instance.** `prevent_destroy` makes such a plan fail, `deletion_protection` makes AWS refuse it, a final snapshot and the automated backups remain. A change of `instance_class` restarts it (with a standby: about a minute). A bad apply on parameters: the former group is kept until the new one is in use; revert and apply.
                """,
                "main.tf",
                "variables.tf",
                "outputs.tf")
            .module(
                "modules/cdn",
                "CDN for static files, past which streams and the API go, and the firewall",
                """
                CloudFront in front of the internal load balancer, certificates, DNS records, and a firewall with limits per address, for all paths and for the API.

                Static files are kept a year under the path alone; pages, the API and streams are never cached and never compressed on the way. Webhooks are not limited. A bad apply takes minutes to reach all edges, and as long to take back: revert and apply.
                """,
                "main.tf",
                "firewall.tf",
                "variables.tf",
                "outputs.tf")
            .module(
                "modules/secrets",
                "the names of the application's secrets",
                """
                Empty secrets in Secrets Manager; their values are put there by hand or by a rotation, so no state holds them.

                A removed name is kept 7 days and can be restored: aws secretsmanager restore-secret.
                """,
                "main.tf",
                "variables.tf",
                "outputs.tf")
            .module(
                "modules/observability",
                "alarms, dashboard and budget",
                """
                Alarms on errors, latency, unhealthy tasks, connections and storage, a dashboard, and a monthly budget.

                Nothing here serves users: a bad apply costs at most an alarm.
                """,
                "main.tf",
                "variables.tf",
                "outputs.tf")
            .module(
                "bootstrap",
                "state bucket and the pipeline's role, made once by a person",
                """
                Made once for each account: the bucket for states (versioned, encrypted, closed, never deleted) and the role that the pipeline takes by OIDC, which may release a version and nothing else.

                terraform -chdir=terraform/bootstrap init && terraform -chdir=terraform/bootstrap apply, then add `backend "s3" { bucket = "…" key = "bootstrap.tfstate" region = "…" use_lockfile = true }` and run terraform init -migrate-state.
                """,
                "main.tf",
                "variables.tf",
                "outputs.tf")
            .add("tests/stack.tftest.hcl", "what must hold, in Terraform's own tests");
    for (Sizing size : List.of(Sizing.STAGING, Sizing.PRODUCTION)) {
      files.environment(size.environment(), size.values(order.names()));
    }
    return files.files();
  }

  @Override
  public Recommendation advice(Order order, List<Artifact> files) {
    return AwsAdvice.of(files, Estimate.of(order), order.profile(), WORDING);
  }
}
