package dev.deployarchitect.infrastructure.generate;

import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Figure;
import dev.deployarchitect.delivery.Recommendation;
import dev.deployarchitect.delivery.Recommendation.Part;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.project.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Cloud Run behind a load balancer with CDN and Cloud Armor, with Cloud SQL. */
record GoogleStack() implements Blueprint {

  @Override
  public List<Artifact> files(Order order) {
    ProjectProfile profile = order.profile();
    Map<String, Object> values = new HashMap<>();
    values.put("name", order.names().application());
    values.put("port", order.names().port());
    values.put("health", profile.nameOr(Topic.HEALTH_ROUTE, "/"));
    values.put("secrets", order.secrets());
    values.put("webhooks", RoutePath.quoted(profile, Topic.WEBHOOK_ROUTE));
    values.put("streams", RoutePath.quoted(profile, Topic.SSE_ROUTE));
    StackFiles files =
        StackFiles.terraform(order.content(), "google", values)
            .add("versions.tf", "provider, its version, and the locked remote state")
            .add("variables.tf", "every value an environment may choose, typed and checked")
            .add("network.tf", "network, and the database's way into it")
            .add("service.tf", "the service, its account and its bounds")
            .add("database.tf", "PostgreSQL with backups and a standby in production")
            .add("secrets.tf", "the names of the application's secrets, and who reads them")
            .add("edge.tf", "load balancer, CDN, certificate, DNS and Cloud Armor")
            .add("observability.tf", "alarms, dashboard and budget")
            .add("pipeline.tf", "the pipeline's account, which needs no key")
            .add("outputs.tf", "what the pipeline needs to know")
            .add("tests/stack.tftest.hcl", "what must hold, in Terraform's own tests")
            .readme();
    for (Sizing size : List.of(Sizing.STAGING, Sizing.PRODUCTION)) {
      Map<String, Object> more = new HashMap<>(values);
      more.put("environment", size.environment());
      more.put(
          "host", size.standby() ? order.names().domain() : "staging." + order.names().domain());
      more.put("minTasks", GoogleEstimate.minInstances(size));
      more.put("maxTasks", size.maxTasks());
      more.put("storage", size.storage());
      more.put("budget", size.budget());
      more.put("databaseTier", size.standby() ? "db-custom-2-7680" : "db-custom-1-3840");
      files.environment(size.environment(), more);
    }
    return files.files();
  }

  @Override
  public Recommendation advice(Order order, List<Artifact> files) {
    return new Recommendation(
        "Run it on Cloud Run as code, a project for each environment",
        "What cannot be undone comes first: deleting or replacing the database; a plan that says so must not be applied. "
            + "A service that scales with its requests and to a bound, PostgreSQL without a public address,"
            + " CDN and Cloud Armor in front, secrets no state holds, and a pipeline without keys.",
        files.stream().map(Artifact::path).toList(),
        List.of(
            "Make two projects, and in each a bucket for states with object versioning: gcloud storage"
                + " buckets create, named as in environments/*.backend.",
            "Enable the APIs: gcloud services enable run sqladmin compute servicenetworking secretmanager"
                + " monitoring billingbudgets iamcredentials (each with .googleapis.com).",
            "Set projects, domain, zone, repository, billing account and mail address in"
                + " environments/*.tfvars.",
            "terraform -chdir=terraform init -backend-config=environments/staging.backend, then"
                + " terraform -chdir=terraform test: the provider is mocked, no project is needed.",
            "terraform -chdir=terraform plan -var-file=environments/staging.tfvars -var"
                + " image=IMAGE@sha256:DIGEST -out=plan, read the plan, then apply it.",
            "Add the values of the secrets: gcloud secrets versions add. A revision starts only when each"
                + " has one, so add them before the first apply of service.tf: apply with"
                + " -target=google_secret_manager_secret.app first.",
            "Promote: the same digest with production's values."),
        new Part.Says(
            List.of(
                "Trade-off: with cpu_idle = false an instance is paid for as long as it lives; streams and"
                    + " work after the answer need that. Set it to true where there is neither.",
                "Trade-off: min_instances 0 costs nothing at night and makes the first visitor wait for a"
                    + " start; production keeps one."),
            figures(order)),
        Part.says(
            List.of(
                "Measure it: request_latencies (p95) of the service before and after static files go"
                    + " through the CDN; nothing was deployed here, so no gain is claimed.")),
        Part.says(
            List.of(
                "CANNOT BE UNDONE: deleting the database. prevent_destroy makes such a plan fail, Google"
                    + " refuses it as long as deletion protection is on, and its backups are retained.",
                "A bad version: gcloud run services update-traffic NAME --to-revisions=FORMER=100.",
                "A bad apply: git revert and apply; a failed revision gets no traffic.",
                "Lost data: clone to a point in time (gcloud sql instances clone --point-in-time),"
                    + " compare, and switch DATABASE_URL. Do it once as a drill."),
            new Figure.Assumed(
                "how far recovery reaches back",
                "7 days",
                "transaction_log_retention_days in database.tf; Cloud SQL Enterprise allows no more")),
        Part.says(
            List.of(
                "observability.tf mails on 5xx responses, instances at their bound and connections.",
                "Slow queries: Query Insights, or Logs Explorer: resource.type=\"cloudsql_database\""
                    + " textPayload:\"duration:\"."),
            new Figure.Assumed(
                "alarm on connections",
                "80 % of max_instances x connections_per_instance",
                "set it below max_connections of the tier")));
  }

  /** Rules of the policy: its two limits, its default, and one for each path. */
  private static List<Figure> figures(Order order) {
    int paths =
        RoutePath.of(order.profile(), Topic.WEBHOOK_ROUTE).size()
            + RoutePath.of(order.profile(), Topic.SSE_ROUTE).size();
    List<Figure> figures =
        new ArrayList<>(
            GoogleEstimate.of(order.content(), order.secrets().size(), 3 + paths).figures());
    figures.add(AwsEstimate.of(order).instead());
    return List.copyOf(figures);
  }
}
