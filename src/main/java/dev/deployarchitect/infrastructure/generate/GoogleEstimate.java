package dev.deployarchitect.infrastructure.generate;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.content.DatedTable;
import dev.deployarchitect.delivery.Figure;
import dev.deployarchitect.infrastructure.cost.Bill;
import dev.deployarchitect.infrastructure.cost.Cost;
import dev.deployarchitect.infrastructure.cost.PriceList;
import dev.deployarchitect.infrastructure.cost.Term;
import dev.deployarchitect.infrastructure.cost.Traffic;
import java.util.ArrayList;
import java.util.List;

/** What an environment on Cloud Run and Cloud SQL costs a month. */
record GoogleEstimate(PriceList prices, int secrets, int firewallRules) {
  private static final double HOURS = 730;

  static GoogleEstimate of(Content content, int secrets, int firewallRules) {
    DatedTable table =
        DatedTable.read(content.text("tools/infrastructure/generate_terraform/prices/google.tsv"));
    return new GoogleEstimate(
        new PriceList(table, "Google Cloud list, us-central1 and Tier 1"), secrets, firewallRules);
  }

  List<Figure> figures() {
    Bill production = bill(Sizing.PRODUCTION);
    List<Figure> figures = new ArrayList<>(bill(Sizing.STAGING).parts());
    figures.addAll(production.parts());
    figures.addAll(production.volumes());
    Cost standby = database(Sizing.PRODUCTION, 1);
    figures.add(
        prices.figure(
            "without the standby, less a month",
            standby.amount(),
            standby.how() + "; a failed zone then means a restore"));
    figures.add(prices.figure("each further instance that stays, more a month", instances(1)));
    figures.add(production.most());
    return figures;
  }

  /** Production keeps one instance; staging sleeps when nobody comes. */
  static int minInstances(Sizing size) {
    return size.standby() ? 1 : 0;
  }

  private Bill bill(Sizing size) {
    return new Bill(
        prices,
        size.environment(),
        List.of(
            instances(minInstances(size)),
            database(size, size.standby() ? 2 : 1),
            prices.cost(
                "load balancer and Cloud Armor",
                Term.of("730 h", HOURS, "balancer"),
                Term.of(1, "armor-policy"),
                Term.of(firewallRules + " rules", firewallRules, "armor-rule")),
            prices.cost("secrets", Term.of(secrets, "secret"))),
        this::moved);
  }

  /** One vCPU and one GiB each, as cpu and memory in variables.tf have it. */
  private Cost instances(int count) {
    double seconds = count * HOURS * 3600;
    String how = "%d x 2628000 s".formatted(count);
    return prices.cost(
        "instances that stay",
        Term.of(how, seconds, "run-vcpu"),
        Term.of(how, seconds, "run-memory"));
  }

  /** db-custom-2-7680 in production, db-custom-1-3840 in staging. */
  private Cost database(Sizing size, int copies) {
    int cpus = size.standby() ? 2 : 1;
    double memory = 3.75 * cpus;
    return prices.cost(
        "PostgreSQL",
        Term.of("%d x %d vCPU x 730 h".formatted(copies, cpus), copies * cpus * HOURS, "sql-vcpu"),
        Term.of(
            "%d x %s GB x 730 h".formatted(copies, memory), copies * memory * HOURS, "sql-memory"),
        Term.of(
            "%d x %d GB".formatted(copies, size.storage()),
            (double) copies * size.storage(),
            "sql-ssd"));
  }

  private Cost moved(Traffic traffic) {
    String gigabytes = traffic.gigabytes() + " GB";
    return prices.cost(
        traffic.name(),
        Term.of(gigabytes, traffic.gigabytes(), "cdn-gb"),
        Term.of(gigabytes, traffic.gigabytes(), "balancer-gb"),
        Term.of(traffic.millions() + " million requests", traffic.millions(), "armor-requests"),
        Term.of("logs %d GB".formatted(traffic.millions()), traffic.millions(), "logs-gb"));
  }
}
