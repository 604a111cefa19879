package dev.deployarchitect.infrastructure.generate;

import dev.deployarchitect.content.DatedTable;
import dev.deployarchitect.delivery.Figure;
import dev.deployarchitect.infrastructure.cost.Bill;
import dev.deployarchitect.infrastructure.cost.Cost;
import dev.deployarchitect.infrastructure.cost.PriceList;
import dev.deployarchitect.infrastructure.cost.Term;
import dev.deployarchitect.infrastructure.cost.Traffic;
import dev.deployarchitect.project.Topic;
import java.util.ArrayList;
import java.util.List;

/**
 * What an environment on AWS costs a month.
 *
 * @param secrets in Secrets Manager
 * @param firewallRules all rules of the web ACL, those for webhooks and streams included
 * @param cloudfront whether CloudFront and its firewall are used; another CDN's price is unknown
 */
record AwsEstimate(PriceList prices, int secrets, int firewallRules, boolean cloudfront) {
  private static final double HOURS = 730;

  /** Alarms of the stack, the one that scales out on bursts included. */
  private static final int ALARMS = 6;

  /** For a stack with CloudFront and Secrets Manager. */
  static AwsEstimate of(Blueprint.Order order) {
    return of(order, order.secrets().size(), true);
  }

  /** For a stack: the firewall's rules are its three own and one for each path. */
  static AwsEstimate of(Blueprint.Order order, int secrets, boolean cloudfront) {
    int paths =
        RoutePath.of(order.profile(), Topic.WEBHOOK_ROUTE).size()
            + RoutePath.of(order.profile(), Topic.SSE_ROUTE).size();
    return new AwsEstimate(prices(order), secrets, 3 + paths, cloudfront);
  }

  static PriceList prices(Blueprint.Order order) {
    return new PriceList(
        DatedTable.read(
            order.content().text("tools/infrastructure/generate_terraform/prices/aws.tsv")),
        "AWS on-demand, US East (N. Virginia)");
  }

  /** All figures, of staging's parts first. */
  List<Figure> figures() {
    Sizing size = Sizing.PRODUCTION;
    List<Figure> figures = new ArrayList<>(bill(Sizing.STAGING).parts());
    Bill production = bill(size);
    figures.addAll(production.parts());
    figures.addAll(production.volumes());
    Cost nat = prices.cost("NAT gateway", nat());
    figures.add(
        prices.figure(
            "a second NAT gateway, more a month",
            nat.amount(),
            nat.how() + "; outbound calls then survive the loss of a zone"));
    Cost database = prices.cost("standby", database(size, 1));
    figures.add(
        prices.figure(
            "without the standby, less a month",
            database.amount(),
            database.how() + "; a failed zone then means a restore"));
    figures.add(
        prices.figure("each further task, more a month", prices.cost("task", tasks(size, 1))));
    figures.add(production.most());
    figures.addAll(unknown());
    return figures;
  }

  /** What production costs here without a visitor, beside another design. */
  Figure instead() {
    List<Cost> fixed = bill(Sizing.PRODUCTION).fixed();
    return prices.figure(
        "the other design, containers on AWS (cloud: aws), without a visitor, a month",
        Cost.sum(fixed),
        String.join(" + ", fixed.stream().map(Cost::how).toList()));
  }

  /** What no list here has a price for. */
  private List<Figure> unknown() {
    List<Figure> unknown = new ArrayList<>();
    if (!cloudfront) {
      unknown.add(new Figure.Assumed("the CDN", "unknown", "no price list of it is packed here"));
    }
    if (secrets == 0) {
      unknown.add(new Figure.Assumed("Vault", "unknown", "it depends on who runs it, and where"));
    }
    return unknown;
  }

  private Bill bill(Sizing size) {
    List<Cost> fixed =
        List.of(
            prices.cost("tasks", tasks(size, size.minTasks())),
            prices.cost("PostgreSQL", database(size, size.standby() ? 2 : 1)),
            prices.cost(
                "load balancer and NAT gateway",
                Term.of("730 h", HOURS, "alb"),
                Term.of("1 LCU x 730 h", HOURS, "lcu"),
                nat()[0],
                nat()[1]),
            guarded(),
            prices.cost("alarms and dashboard", Term.of(ALARMS, "alarm"), Term.of(1, "dashboard")));
    return new Bill(prices, size.environment(), fixed, this::moved);
  }

  private Cost guarded() {
    return cloudfront
        ? prices.cost(
            "secrets and firewall",
            Term.of(secrets, "secret"),
            Term.of(1, "waf-acl"),
            Term.of(firewallRules + " rules", firewallRules, "waf-rule"))
        : prices.cost("secrets", Term.of(secrets, "secret"));
  }

  private static Term[] tasks(Sizing size, int count) {
    double cpus = size.cpu() / 1024.0;
    double memory = size.memory() / 1024.0;
    return new Term[] {
      Term.of("%d x %s vCPU x 730 h".formatted(count, cpus), count * cpus * HOURS, "fargate-vcpu"),
      Term.of(
          "%d x %s GB x 730 h".formatted(count, memory), count * memory * HOURS, "fargate-memory")
    };
  }

  private static Term[] database(Sizing size, int copies) {
    return new Term[] {
      Term.of("%d x 730 h".formatted(copies), copies * HOURS, "rds-" + size.databaseClass()),
      Term.of(
          "%d x %d GB".formatted(copies, size.storage()),
          (double) copies * size.storage(),
          "rds-gp3")
    };
  }

  private static Term[] nat() {
    return new Term[] {
      Term.of("730 h", HOURS, "nat"), Term.of("address 730 h", HOURS, "public-ipv4")
    };
  }

  private Cost moved(Traffic traffic) {
    double outbound = traffic.gigabytes() / 10.0;
    Term out = Term.of("NAT %s GB".formatted(outbound), outbound, "nat-gb");
    Term logs = Term.of("logs %d GB".formatted(traffic.millions()), traffic.millions(), "logs-gb");
    return cloudfront
        ? prices.cost(
            traffic.name(),
            Term.of(traffic.gigabytes() + " GB", traffic.gigabytes(), "cloudfront-gb"),
            Term.of(
                traffic.millions() + " million requests / 10000",
                traffic.millions() * 100.0,
                "cloudfront-requests"),
            Term.of(traffic.millions() + " million requests", traffic.millions(), "waf-requests"),
            out,
            logs)
        : prices.cost(traffic.name(), out, logs);
  }
}
