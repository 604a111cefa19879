package dev.deployarchitect.infrastructure.generate;

import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Figure;
import dev.deployarchitect.delivery.Recommendation;
import dev.deployarchitect.delivery.Recommendation.Part;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.project.Topic;
import java.util.ArrayList;
import java.util.List;

/** The six parts that go with the stack on AWS, whatever it is written in. */
final class AwsAdvice {
  private AwsAdvice() {}

  /**
   * What differs from language to language.
   *
   * @param loss what cannot be undone and what guards it, as one sentence or more
   * @param back how to take back a change of the infrastructure
   * @param sizes where the sizes are written
   * @param backups where the days of backups are written
   * @param alarms what makes the alarms
   */
  record Wording(
      List<String> steps, String loss, String back, String sizes, String backups, String alarms) {}

  static Recommendation of(
      List<Artifact> artifacts, AwsEstimate estimate, ProjectProfile profile, Wording wording) {
    List<Figure> cost = new ArrayList<>(estimate.figures());
    cost.add(
        new Figure.Assumed(
            "sizes of tasks and database",
            "as in " + wording.sizes(),
            "a small application; change them when CPU or connections say so"));
    int streams = (int) profile.about(Topic.SSE_ROUTE).count();
    return new Recommendation(
        "Run it on AWS as code, staging and production apart",
        "What cannot be undone comes first: deleting or replacing the database; a change that says so"
            + " must not be applied. One stack for this application: its own network, containers that scale on load, PostgreSQL"
            + " with point-in-time recovery, a CDN with a firewall, and secrets whose values no file holds.",
        artifacts.stream().map(Artifact::path).toList(),
        wording.steps(),
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
                "CANNOT BE UNDONE: " + wording.loss(),
                "A bad version: the circuit breaker takes it back by itself; by hand, update"
                    + " the service to the former task definition.",
                wording.back(),
                "Lost data: restore to a point in time as a new instance, compare, and switch"
                    + " DATABASE_URL. Do it once as a drill, and write down how long it took."),
            new Figure.Assumed("how far recovery reaches back", "14 days", wording.backups()),
            new Figure.Assumed(
                "RPO, what a restore may lack",
                "5 minutes",
                "the latest restorable time of RDS is typically within the last five minutes"
                    + " (aws.amazon.com/rds/custom/faqs); with a standby a lost zone loses nothing"
                    + " that was committed"),
            new Figure.Assumed(
                "RTO when a zone fails, with a standby",
                "60 to 120 seconds",
                "typical for a failover of a Multi-AZ instance; the application must reconnect"
                    + " (docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZ.html)"),
            new Figure.Assumed(
                "RTO of a restore to a point in time",
                "2 hours",
                "assumed: a new instance, comparing, and switching DATABASE_URL; put what the drill"
                    + " took in its place")),
        Part.says(
            List.of(
                wording.alarms()
                    + " mails on 5xx responses, latency, unhealthy tasks, connections and storage.",
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
