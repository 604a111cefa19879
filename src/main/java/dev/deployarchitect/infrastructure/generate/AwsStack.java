package dev.deployarchitect.infrastructure.generate;

import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Recommendation;
import dev.deployarchitect.project.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** ECS on Fargate behind CloudFront, with RDS, as modules. */
record AwsStack(Edge edge, Store store) implements Blueprint {

  /** What stands between visitors and the load balancer. */
  enum Edge {
    CLOUDFRONT,
    CLOUDFLARE,
    FASTLY;

    /** Those of the templates that are its own. */
    private Map<String, Object> sections() {
      return Map.of(
          "cloudfront", this == CLOUDFRONT,
          "cloudflare", this == CLOUDFLARE,
          "fastly", this == FASTLY,
          "outside", this != CLOUDFRONT,
          "edgeCidrs",
              this == FASTLY
                  ? "data.fastly_ip_ranges.edge.cidr_blocks"
                  : "data.cloudflare_ip_ranges.edge.ipv4_cidrs");
    }

    /** The token of its provider. */
    private String token() {
      return this == FASTLY ? "FASTLY_API_KEY" : "CLOUDFLARE_API_TOKEN";
    }
  }

  /** Where the values of secrets lie. */
  enum Store {
    SECRETS_MANAGER,
    VAULT
  }

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

  private static Map<String, String> moved(String from, String to) {
    return Map.of("from", from, "to", to);
  }

  @Override
  public List<Artifact> files(Order order) {
    Map<String, Object> values = new HashMap<>(order.values());
    values.put("moved", MOVED.stream().filter(m -> remains(m.get("to"))).toList());
    values.put("webhooks", RoutePath.quoted(order.profile(), Topic.WEBHOOK_ROUTE));
    values.put("streams", RoutePath.quoted(order.profile(), Topic.SSE_ROUTE));
    boolean vault = store == Store.VAULT;
    values.put("vault", vault);
    values.putAll(edge.sections());
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
                "main.tf",
                "variables.tf",
                "outputs.tf")
            .module(
                "modules/service",
                "load balancer, container service, its roles and autoscaling",
                "main.tf",
                "roles.tf",
                "scaling.tf",
                "variables.tf",
                "outputs.tf")
            .module(
                "modules/database",
                "PostgreSQL with backups, parameters, a standby, replicas and a pooler",
                "main.tf",
                "pooler.tf",
                "variables.tf",
                "outputs.tf")
            .module(
                "modules/observability",
                "alarms, dashboard and budget",
                "main.tf",
                "variables.tf",
                "outputs.tf")
            .module(
                "bootstrap",
                "state bucket and the pipeline's role, made once by a person",
                "main.tf",
                "variables.tf",
                "outputs.tf")
            .add("tests/stack.tftest.hcl", "what must hold, in Terraform's own tests");
    edge(files);
    secrets(files);
    for (Sizing size : List.of(Sizing.STAGING, Sizing.PRODUCTION)) {
      Map<String, Object> more = new HashMap<>(values);
      more.putAll(size.values(order.names()));
      files.environment(size.environment(), more);
      if (vault) {
        files.filled(
            "environment.agent.hcl",
            "environments/" + size.environment() + ".agent.hcl",
            "how the application of " + size.environment() + " gets its secrets",
            more);
      }
    }
    return files.files();
  }

  private boolean remains(String address) {
    return !(edge != Edge.CLOUDFRONT && address.startsWith("module.cdn."))
        && !(store == Store.VAULT && address.startsWith("module.secrets."));
  }

  private void edge(StackFiles files) {
    if (edge != Edge.CLOUDFRONT) {
      files.module(
          "modules/cdn",
          edge == Edge.FASTLY ? "modules/fastly" : "modules/cloudflare",
          "CDN for static files, past which streams and the API go, and its limits",
          List.of("main.tf", "variables.tf", "outputs.tf"));
    } else {
      files.module(
          "modules/cdn",
          "CDN for static files, past which streams and the API go, and the firewall",
          "main.tf",
          "firewall.tf",
          "variables.tf",
          "outputs.tf");
    }
  }

  private void secrets(StackFiles files) {
    files.module(
        "modules/secrets",
        store == Store.VAULT ? "modules/vault" : "modules/secrets",
        "the names of the application's secrets, and who may read them",
        List.of("main.tf", "variables.tf", "outputs.tf"));
  }

  @Override
  public Recommendation advice(Order order, List<Artifact> files) {
    boolean vault = store == Store.VAULT;
    AwsEstimate estimate =
        AwsEstimate.of(order, vault ? 0 : order.secrets().size(), edge == Edge.CLOUDFRONT);
    return AwsAdvice.of(files, estimate, order.profile(), wording());
  }

  private AwsAdvice.Wording wording() {
    List<String> steps =
        new ArrayList<>(
            List.of(
                "Once for each account, by a person: terraform -chdir=terraform/bootstrap init, then apply with"
                    + " environment, account_id, region and repository. It prints the bucket for"
                    + " environments/*.backend and the role for the pipeline's AWS_DEPLOY_ROLE_ARN.",
                "Set account, domain, zone and mail address in environments/*.tfvars.",
                "terraform -chdir=terraform init -backend-config=environments/staging.backend",
                "terraform -chdir=terraform test: the provider is mocked, no account is needed.",
                "terraform -chdir=terraform plan -var-file=environments/staging.tfvars -var"
                    + " image=IMAGE@sha256:DIGEST -out=plan, read the plan, then apply it.",
                store == Store.VAULT
                    ? "Set the values of the secrets by hand: vault kv put -mount=APP-ENVIRONMENT app"
                        + " NAME=value; put vault and environments/*.agent.hcl into the image."
                    : "Set the values of the secrets by hand: aws secretsmanager put-secret-value.",
                "Confirm the mail of the alarms' subscription.",
                "Deploy a version to staging, look at it, then the same digest to production with"
                    + " environments/production.backend and production.tfvars: promotion is the same code and the"
                    + " same image with other values."));
    if (edge != Edge.CLOUDFRONT) {
      steps.add(
          2,
          "export "
              + edge.token()
              + ", and TF_VAR_edge_token=$(openssl rand -hex 32), the same at each apply.");
    }
    if (store == Store.VAULT) {
      steps.add(2, "export VAULT_TOKEN with rights on policies, mounts and auth methods.");
    }
    String loss =
        "deleting the database, and replacing it. prevent_destroy makes such"
            + " a plan fail, AWS refuses it as long as deletion_protection is on, and a final"
            + " snapshot and the automated backups remain. Never take prevent_destroy out to get a"
            + " plan through.";
    if (store == Store.VAULT) {
      loss += " Deleting the mount in Vault deletes all values in it.";
    }
    return new AwsAdvice.Wording(
        steps,
        loss,
        "A bad apply: git revert and apply; what each module does then is in its README.",
        "the .tfvars files",
        "backup_days in variables.tf",
        "modules/observability");
  }
}
