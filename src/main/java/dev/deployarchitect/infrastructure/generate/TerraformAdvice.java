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

  static Recommendation of(List<Artifact> artifacts, Estimate estimate, ProjectProfile profile) {
    List<Figure> cost = new ArrayList<>(estimate.fixed(Sizing.STAGING));
    cost.addAll(estimate.fixed(Sizing.PRODUCTION));
    cost.addAll(estimate.choices(Sizing.PRODUCTION));
    cost.add(
        new Figure.Assumed(
            "sizes of tasks and database",
            "as in the .tfvars files",
            "a small application; change them when CPU or connections say so"));
    int streams = (int) profile.about(Topic.SSE_ROUTE).count();
    return new Recommendation(
        "Run it on AWS as code, staging and production apart",
        "What cannot be undone comes first: deleting or replacing the database; a plan that says so"
            + " must not be applied. One stack for this application: its own network, containers that scale on load, PostgreSQL"
            + " with point-in-time recovery, a CDN with a firewall, and secrets no state holds.",
        artifacts.stream().map(Artifact::path).toList(),
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
                "CANNOT BE UNDONE: deleting the database, and replacing it. prevent_destroy makes such"
                    + " a plan fail, AWS refuses it as long as deletion_protection is on, and a final"
                    + " snapshot and the automated backups remain. Never take prevent_destroy out to get a"
                    + " plan through.",
                "A bad version: the circuit breaker takes it back by itself; by hand, update"
                    + " the service to the former task definition.",
                "A bad apply: git revert and apply; what each module does then is in its README.",
                "Lost data: restore to a point in time as a new instance, compare, and switch"
                    + " DATABASE_URL. Do it once as a drill, and write down how long it took."),
            new Figure.Assumed(
                "how far recovery reaches back", "14 days", "backup_days in variables.tf")),
        Part.says(
            List.of(
                "modules/observability mails on 5xx responses, latency, unhealthy tasks, connections and storage.",
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
