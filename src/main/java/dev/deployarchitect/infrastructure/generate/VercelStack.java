package dev.deployarchitect.infrastructure.generate;

import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Figure;
import dev.deployarchitect.delivery.Recommendation;
import dev.deployarchitect.delivery.Recommendation.Part;
import dev.deployarchitect.project.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Vercel with Neon, and DNS at Cloudflare. */
record VercelStack() implements Blueprint {

  @Override
  public List<Artifact> files(Order order) {
    Map<String, Object> values = new HashMap<>();
    values.put("name", order.names().application());
    values.put("webhooks", RoutePath.quoted(order.profile(), Topic.WEBHOOK_ROUTE));
    values.put("streams", RoutePath.quoted(order.profile(), Topic.SSE_ROUTE));
    StackFiles files =
        StackFiles.terraform(order.content(), "vercel", values)
            .add("versions.tf", "providers, their versions, and the locked remote state")
            .add("variables.tf", "every value an environment may choose, typed and checked")
            .add("main.tf", "project, domain, database and DNS")
            .add("firewall.tf", "limits per address, past which webhooks and streams go")
            .add("outputs.tf", "what the pipeline needs to know")
            .add("tests/stack.tftest.hcl", "what must hold, in Terraform's own tests");
    for (Sizing size : List.of(Sizing.STAGING, Sizing.PRODUCTION)) {
      Map<String, Object> more = new HashMap<>(values);
      more.put("environment", size.environment());
      more.put(
          "host", size.standby() ? order.names().domain() : "staging." + order.names().domain());
      more.put("computeMin", 0.25);
      more.put("computeMax", size.standby() ? 2 : 0.5);
      more.put("historyHours", size.standby() ? 168 : 24);
      files.environment(size.environment(), more);
    }
    List<Artifact> all = new ArrayList<>(files.files());
    all.add(VercelSettings.of(order.workspace(), order.profile()));
    return List.copyOf(all);
  }

  @Override
  public Recommendation advice(Order order, List<Artifact> files) {
    int streams = (int) order.profile().about(Topic.SSE_ROUTE).count();
    return new Recommendation(
        "Run it on Vercel and Neon as code, staging and production apart",
        "What cannot be undone comes first: deleting the Neon project; a plan that says so must not be applied. "
            + "A project and a database for each environment, pooled and direct connections told apart, limits"
            + " in Vercel's firewall, DNS at Cloudflare.",
        files.stream().map(Artifact::path).toList(),
        List.of(
            "Make the bucket for states once (R2, or any S3 that supports conditional writes), and name"
                + " it in environments/*.backend.",
            "export VERCEL_API_TOKEN, NEON_API_KEY and CLOUDFLARE_API_TOKEN: each for what is needed"
                + " alone (one team, one project, one zone with DNS:Edit).",
            "Set team, repository, domain and zone in environments/*.tfvars.",
            "terraform -chdir=terraform init -backend-config=environments/staging.backend, then"
                + " terraform -chdir=terraform test: the providers are mocked, no token is needed.",
            "terraform -chdir=terraform plan -var-file=environments/staging.tfvars -out=plan, read the"
                + " plan, then apply it.",
            "Set all other variables of the application by vercel env add; migrations use DIRECT_URL,"
                + " the application DATABASE_URL.",
            "Promote: the same code with production's values."),
        new Part.Says(
            List.of(
                "Trade-off: functions scale by themselves and end after function_seconds; a stream that"
                    + " is longer must reconnect with Last-Event-ID. Containers (cloud: aws or google) have"
                    + " no such limit and cost the same when nobody comes.",
                "Trade-off: the connection strings of Neon stand in the state, which is why the state's"
                    + " bucket must be closed and encrypted; everything else secret is set outside."),
            List.of(
                new Figure.Assumed(
                    "cost a month",
                    "unknown",
                    "no price lists of Vercel and Neon are packed here, so no sum is given; what moves"
                        + " it most: active CPU of the functions, transferred bytes, and compute_max with"
                        + " suspend switched off"))),
        Part.says(
            List.of(
                "Measure it: p75 of TTFB in Vercel's Speed Insights with functions and database in the"
                    + " same region and apart; nothing was deployed here, so no gain is claimed."),
            new Figure.Measured(
                "streaming routes in this application",
                String.valueOf(streams),
                "counted by inspect_project")),
        Part.says(
            List.of(
                "CANNOT BE UNDONE: deleting the Neon project deletes all branches and their history."
                    + " prevent_destroy makes such a plan fail.",
                "A bad version: vercel rollback, or promote the former deployment.",
                "A bad apply: git revert and apply; deployments that serve are not touched by settings.",
                "Lost data: branch from a point in time (neonctl branches create --parent main@TIME),"
                    + " compare, then restore. Do it once as a drill."),
            new Figure.Assumed(
                "how far recovery reaches back",
                "168 hours in production",
                "history_hours in environments/production.tfvars; the plan bounds it")),
        Part.says(
            List.of(
                "Neon: active time, connections and storage in the console; slow queries by"
                    + " pg_stat_statements (generate_insight writes the queries).",
                "Vercel: a log drain and alerts on 5xx and duration; spend management with a hard"
                    + " limit, which Terraform cannot set."),
            new Figure.Assumed(
                "limit of the API",
                "120 requests a minute and address",
                "api_rate_limit; watch" + " what it refuses in log mode first")));
  }
}
