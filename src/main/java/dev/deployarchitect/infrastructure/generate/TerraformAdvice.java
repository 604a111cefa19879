package dev.deployarchitect.infrastructure.generate;

import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Figure;
import dev.deployarchitect.delivery.Recommendation;
import dev.deployarchitect.delivery.Recommendation.Part;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.project.Topic;
import java.util.ArrayList;
import java.util.List;

/** The six parts that go with generated Terraform. */
final class TerraformAdvice {
  private TerraformAdvice() {}

  static Recommendation of(
      List<Artifact> artifacts, Estimate estimate, int secrets, ProjectProfile profile) {
    List<Figure> cost = new ArrayList<>(estimate.of(Sizing.STAGING, secrets));
    cost.addAll(estimate.of(Sizing.PRODUCTION, secrets));
    cost.add(
        new Figure.Assumed(
            "sizes of tasks and database",
            "as in the .tfvars files",
            "a small application; change them when CPU or connections say so"));
    int streams = (int) profile.about(Topic.SSE_ROUTE).count();
    return new Recommendation(
        "Run it on AWS as code, staging and production apart",
        "One stack for this application: its own network, containers that scale on load, PostgreSQL"
            + " with point-in-time recovery, a CDN with a firewall, and secrets no state holds.",
        artifacts.stream().map(Artifact::path).toList(),
        List.of(
            "Make the state bucket once, with versioning on: aws s3api create-bucket and"
                + " put-bucket-versioning; its name is in environments/*.backend.",
            "Set domains, certificates and the mail address in environments/*.tfvars.",
            "terraform -chdir=terraform init -backend-config=environments/staging.backend",
            "terraform -chdir=terraform plan -var-file=environments/staging.tfvars -var"
                + " image=IMAGE@sha256:DIGEST -out=plan, read the plan, then apply it.",
            "Set the values of the secrets by hand: aws secretsmanager put-secret-value.",
            "Deploy a version to staging, look at it, and do the same for production."),
        new Part.Says(
            List.of(
                "Trade-off: one NAT gateway serves both zones; a second one doubles its price"
                    + " and survives the loss of a zone for outbound calls.",
                "Trade-off: against a serverless host the tasks cost the same when nobody comes;"
                    + " in exchange streams and connections have no time limit."),
            List.copyOf(cost)),
        Part.says(
            List.of(
                "Measure it: p95 of the load balancer's TargetResponseTime before and after"
                    + " static files go through the CDN; nothing was deployed here, so no gain is"
                    + " claimed."),
            new Figure.Measured(
                "streaming routes in this application",
                String.valueOf(streams),
                "counted by inspect_project")),
        Part.says(
            List.of(
                "A bad version: the circuit breaker takes it back by itself; by hand, update"
                    + " the service to the former task definition.",
                "A bad apply: git revert and apply; database and load balancer are protected from"
                    + " deletion.",
                "Lost data: restore to a point in time as a new instance, compare, and switch"
                    + " DATABASE_URL. Do it once as a drill, and write down how long it took."),
            new Figure.Assumed(
                "how far recovery reaches back", "14 days", "backup_days in variables.tf")),
        Part.says(
            List.of(
                "alarms.tf mails on 5xx responses, unhealthy tasks, connections and storage.",
                "Slow queries: CloudWatch Logs Insights on /aws/rds/instance/NAME/postgresql:"
                    + " filter @message like /duration:/ | sort @timestamp desc."),
            new Figure.Assumed(
                "alarm on 5xx",
                "more than 10 in each of 3 minutes",
                "silent for single failures; set it from your traffic"),
            new Figure.Assumed(
                "alarm on connections",
                "80 % of max_tasks x 2 x connections_per_task",
                "during a rollout old and new tasks hold connections at once")));
  }
}
