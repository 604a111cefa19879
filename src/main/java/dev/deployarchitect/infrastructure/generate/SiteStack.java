package dev.deployarchitect.infrastructure.generate;

import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Figure;
import dev.deployarchitect.delivery.Recommendation;
import dev.deployarchitect.delivery.Recommendation.Part;
import dev.deployarchitect.infrastructure.cost.Bill;
import dev.deployarchitect.infrastructure.cost.PriceList;
import dev.deployarchitect.infrastructure.cost.Term;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A static export in S3 behind CloudFront. */
record SiteStack() implements Blueprint {

  @Override
  public List<Artifact> files(Order order) {
    Map<String, Object> values = new HashMap<>();
    values.put("name", order.names().application());
    StackFiles files =
        StackFiles.terraform(order.content(), "site", values)
            .add("versions.tf", "provider, its version, and the locked remote state")
            .add("variables.tf", "every value an environment may choose, typed and checked")
            .add("main.tf", "bucket, CDN, certificate, DNS, alarm and budget")
            .add("outputs.tf", "what the pipeline needs to know")
            .readme();
    for (Sizing size : List.of(Sizing.STAGING, Sizing.PRODUCTION)) {
      Map<String, Object> more = new HashMap<>(values);
      more.put("environment", size.environment());
      more.put("account", size.standby() ? "444455556666" : "111122223333");
      more.put(
          "host", size.standby() ? order.names().domain() : "staging." + order.names().domain());
      files.environment(size.environment(), more);
    }
    return files.files();
  }

  @Override
  public Recommendation advice(Order order, List<Artifact> files) {
    return new Recommendation(
        "Serve the static export from a closed bucket through a CDN",
        "Files in a bucket that only the CDN can read, kept in versions, with certificate, DNS, an alarm"
            + " and a budget.",
        files.stream().map(Artifact::path).toList(),
        List.of(
            "Make the bucket for states once, closed and with versioning; it is named in"
                + " environments/*.backend.",
            "Set account, domain, zone and mail address in environments/*.tfvars.",
            "terraform -chdir=terraform init -backend-config=environments/staging.backend, plan with"
                + " -var-file=environments/staging.tfvars -out=plan, read the plan, then apply it.",
            "Upload what never changes first: aws s3 sync out/_next/static s3://BUCKET/_next/static"
                + " --cache-control 'public, max-age=31536000, immutable'.",
            "Then the pages: aws s3 sync out s3://BUCKET --delete --exclude '_next/static/*'"
                + " --cache-control 'public, max-age=0, must-revalidate'. In this order no page names a file"
                + " that is not there yet.",
            "aws cloudfront create-invalidation --distribution-id ID --paths '/*' only where pages were"
                + " cached longer."),
        new Part.Says(
            List.of(
                "Trade-off: no server means no API, no streams and no webhooks here; they need one of the"
                    + " other stacks."),
            bill(order)),
        Part.says(
            List.of(
                "Measure it: cache hit rate of the distribution, and TTFB from two places; nothing was"
                    + " deployed here, so no gain is claimed.")),
        Part.says(
            List.of(
                "A bad release: sync the former export again; overwritten files are kept as versions.",
                "A bad apply: git revert and apply; it takes minutes to reach all edges.",
                "CANNOT BE UNDONE: deleting the bucket; S3 refuses it as long as files are in it."),
            new Figure.Assumed("how long old files are kept", "30 days", "rollback_days")),
        Part.says(
            List.of("The alarm mails when more than 1 % of requests fail with 5xx for 5 minutes."),
            new Figure.Assumed(
                "alarm on errors", "1 % in each of 5 minutes", "set it from your traffic")));
  }

  private static List<Figure> bill(Order order) {
    PriceList prices = AwsEstimate.prices(order);
    Bill production =
        new Bill(
            prices,
            "production",
            List.of(
                prices.cost("files, each kept in versions", Term.of("2 x 1 GB", 2, "s3-gb")),
                prices.cost("alarm", Term.of(1, "alarm"))),
            traffic ->
                prices.cost(
                    traffic.name(),
                    Term.of(traffic.gigabytes() + " GB", traffic.gigabytes(), "cloudfront-gb"),
                    Term.of(
                        traffic.millions() + " million requests / 10000",
                        traffic.millions() * 100.0,
                        "cloudfront-requests")));
    List<Figure> figures = new ArrayList<>(production.parts());
    figures.addAll(production.volumes());
    figures.add(
        new Figure.Assumed(
            "what moves it most",
            "bytes to visitors",
            "everything else is cents; an image format that halves the bytes halves the bill"));
    return List.copyOf(figures);
  }
}
