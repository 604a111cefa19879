package dev.deployarchitect.infrastructure.generate;

import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Figure;
import dev.deployarchitect.delivery.Recommendation;
import dev.deployarchitect.delivery.Recommendation.Part;
import dev.deployarchitect.project.Topic;
import java.util.ArrayList;
import java.util.List;

/** The six parts that go with functions on Vercel. */
final class VercelAdvice {
  /** connections_per_instance in variables.tf. */
  private static final int CONNECTIONS = 5;

  private VercelAdvice() {}

  static Recommendation of(
      Blueprint.Order order, List<Artifact> files, ServerlessDatabase database) {
    List<String> edge = ServerlessRoutes.onTheEdge(order.workspace());
    List<String> crons = ServerlessRoutes.crons(order.workspace());
    return new Recommendation(
        "Run it on Vercel and %s as code, staging and production apart".formatted(database.label()),
        "What cannot be undone comes first: deleting the database; a plan that says so must not be"
            + " applied. A project and a database for each environment, pooled and direct connections"
            + " told apart, limits in Vercel's firewall, DNS at Cloudflare.",
        files.stream().map(Artifact::path).toList(),
        steps(database, crons, edge),
        cost(order, database),
        performance(order, database, edge),
        Part.says(
            List.of(
                "CANNOT BE UNDONE: " + database.loss(),
                "A bad version: vercel rollback, or promote the former deployment.",
                "A bad apply: git revert and apply; deployments that serve are not touched by settings.",
                database.recovery()),
            database.reach()),
        Part.says(
            List.of(
                database.label()
                    + ": active time, connections and storage in its console; slow queries by"
                    + " pg_stat_statements (generate_insight writes the queries).",
                "Vercel: a log drain and alerts on 5xx and duration; spend management with a hard"
                    + " limit, which Terraform cannot set."),
            new Figure.Assumed(
                "limit of the API",
                "120 requests a minute and address",
                "api_rate_limit; watch what it refuses in log mode first")));
  }

  private static List<String> steps(
      ServerlessDatabase database, List<String> crons, List<String> edge) {
    List<String> steps = new ArrayList<>();
    steps.add(
        "Make the bucket for states once (R2, or any S3 that supports conditional writes), and name"
            + " it in environments/*.backend.");
    if (database == ServerlessDatabase.PLANETSCALE) {
      steps.add(
          "Make the Postgres database by hand: the provider makes branches in it, not itself.");
    }
    steps.add(
        "export VERCEL_API_TOKEN, %s and CLOUDFLARE_API_TOKEN: each for what is needed alone (one"
                .formatted(database.token())
            + " team, one project, one zone with DNS:Edit).");
    steps.add("Set team, repository, domain and zone in environments/*.tfvars.");
    steps.add(
        "terraform -chdir=terraform init -backend-config=environments/staging.backend, then"
            + " terraform -chdir=terraform test: the providers are mocked, no token is needed.");
    steps.add(
        "terraform -chdir=terraform plan -var-file=environments/staging.tfvars -out=plan, read the"
            + " plan, then apply it.");
    steps.add(
        "Set all other variables of the application by vercel env add; migrations use DIRECT_URL,"
            + " the application DATABASE_URL.");
    if (!crons.isEmpty()) {
      steps.add(
          "Set the hours of %s in vercel.json (daily at 05:00 UTC stands there, an assumption), and"
                  .formatted(String.join(", ", crons))
              + " let the routes refuse whoever does not bear CRON_SECRET.");
    }
    if (!edge.isEmpty()) {
      steps.add(
          "Move %s to the Node.js runtime, or give Prisma a driver adapter there: the edge runtime"
                  .formatted(String.join(", ", edge))
              + " opens no TCP connections.");
    }
    steps.add("Promote: the same code with production's values.");
    return List.copyOf(steps);
  }

  private static Part cost(Blueprint.Order order, ServerlessDatabase database) {
    List<Figure> figures =
        new ArrayList<>(ServerlessEstimate.of(order.content(), database).figures());
    figures.add(AwsEstimate.of(order).instead());
    return new Part.Says(
        List.of(
            "Trade-off: functions scale by themselves and end after function_seconds; a stream that"
                + " is longer must reconnect with Last-Event-ID. Containers (cloud: aws or google) have"
                + " no such limit and cost the same when nobody comes.",
            "Trade-off: the connection strings of the database stand in the state, which is why the"
                + " state's bucket must be closed and encrypted; everything else secret is set outside."),
        figures);
  }

  private static Part performance(
      Blueprint.Order order, ServerlessDatabase database, List<String> edge) {
    List<Figure> figures = new ArrayList<>();
    figures.add(
        new Figure.Measured(
            "streaming routes in this application",
            String.valueOf(order.profile().about(Topic.SSE_ROUTE).count()),
            "counted by inspect_project"));
    figures.add(
        new Figure.Measured(
            "routes on the edge runtime",
            String.valueOf(edge.size()),
            "files that export runtime = 'edge', counted here"));
    figures.addAll(database.limits(order.content(), CONNECTIONS));
    return new Part.Says(
        List.of(
            "Measure it: p75 of TTFB in Vercel's Speed Insights with functions and database in the"
                + " same region and apart; nothing was deployed here, so no gain is claimed.",
            "Functions run on Node.js next to the database: a query from the edge crosses the ocean"
                + " once for each round trip, a page from the edge only once.",
            "One instance serves several requests at once (fluid), so connections grow with instances,"
                + " not with requests."),
        List.copyOf(figures));
  }
}
