package dev.deployarchitect.infrastructure.generate;

import dev.deployarchitect.content.DatedTable;
import dev.deployarchitect.delivery.Figure;
import dev.deployarchitect.project.Topic;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What an environment on AWS costs a month, from the dated price table; free of any call. */
final class Estimate {
  private static final BigDecimal HOURS = BigDecimal.valueOf(730);
  private static final String LIST = "AWS on-demand, US East (N. Virginia)";

  /** Stands at a price that is in the table from knowledge and was not compared with the page. */
  private static final String MARK = "*";

  private static final String NOT_COMPARED =
      "; prices with " + MARK + " are from knowledge and were not compared with its pages";

  /** Alarms of the stack, the one that scales out on bursts included. */
  private static final int ALARMS = 6;

  private final DatedTable prices;
  private final int secrets;
  private final int firewallRules;
  private final boolean cloudfront;

  /**
   * An estimate.
   *
   * @param secrets in Secrets Manager
   * @param firewallRules all rules of the web ACL, those for webhooks and streams included
   * @param cloudfront whether CloudFront and its firewall are used; another CDN's price is unknown
   */
  Estimate(DatedTable prices, int secrets, int firewallRules, boolean cloudfront) {
    this.prices = prices;
    this.secrets = secrets;
    this.firewallRules = firewallRules;
    this.cloudfront = cloudfront;
  }

  /** For a stack with CloudFront and Secrets Manager. */
  static Estimate of(Blueprint.Order order) {
    return of(order, order.secrets().size(), true);
  }

  /** For a stack: the firewall's rules are its three own and one for each path. */
  static Estimate of(Blueprint.Order order, int secrets, boolean cloudfront) {
    int paths =
        RoutePath.of(order.profile(), Topic.WEBHOOK_ROUTE).size()
            + RoutePath.of(order.profile(), Topic.SSE_ROUTE).size();
    return new Estimate(
        DatedTable.read(order.content().text("tools/infrastructure/generate_terraform/prices.tsv")),
        secrets,
        3 + paths,
        cloudfront);
  }

  /** A part of the bill, and how it is reckoned. */
  private record Cost(String part, BigDecimal amount, String how) {}

  /** A month's traffic; assumed, since nobody measured it here. */
  private record Traffic(String name, int millions, int gigabytes) {}

  private static final List<Traffic> TRAFFIC =
      List.of(
          new Traffic("low traffic", 1, 20),
          new Traffic("expected traffic", 5, 100),
          new Traffic("high traffic", 50, 1000));

  /** One figure per part that is paid without a visitor, and their sum. */
  List<Figure> fixed(Sizing size) {
    List<Figure> figures = new ArrayList<>();
    parts(size).forEach(c -> figures.add(figure(size, c.part() + ", a month", c)));
    figures.add(
        priced(
            size.environment() + ", together, without a visitor, a month",
            sum(parts(size)),
            "the sum of the parts above, those with " + MARK + " too"));
    return figures;
  }

  /** Sums at three volumes of traffic, other designs, and what moves the bill most. */
  List<Figure> choices(Sizing size) {
    List<Figure> figures = new ArrayList<>();
    BigDecimal fixed = sum(parts(size));
    for (Traffic traffic : TRAFFIC) {
      Cost moved = moved(traffic);
      figures.add(
          priced(
              "%s at %s, a month".formatted(size.environment(), traffic.name()),
              fixed.add(moved.amount()),
              "%s fixed + %s; free tiers left out, tasks at their minimum; the volume is assumed: %d"
                      .formatted(dollars(fixed), moved.how(), traffic.millions())
                  + " million requests and %d GB to visitors".formatted(traffic.gigabytes())));
    }
    Cost nat = nat();
    figures.add(
        priced(
            "a second NAT gateway, more a month",
            nat.amount(),
            nat.how() + "; outbound calls then survive the loss of a zone"));
    Cost database = database(size, 1);
    figures.add(
        priced(
            "without the standby, less a month",
            database.amount(),
            database.how() + "; a failed zone then means a restore"));
    Cost task = tasks(size, 1);
    figures.add(priced("each further task, more a month", task.amount(), task.how()));
    Cost most = parts(size).stream().max(Comparator.comparing(Cost::amount)).orElseThrow();
    figures.add(
        priced(
            "what moves the bill of %s most: %s".formatted(size.environment(), most.part()),
            most.amount(),
            most.how()));
    return figures;
  }

  /** What no list here has a price for. */
  List<Figure> unknown() {
    List<Figure> unknown = new ArrayList<>();
    if (!cloudfront) {
      unknown.add(new Figure.Assumed("the CDN", "unknown", "no price list of it is packed here"));
    }
    if (secrets == 0) {
      unknown.add(new Figure.Assumed("Vault", "unknown", "it depends on who runs it, and where"));
    }
    return unknown;
  }

  private List<Cost> parts(Sizing size) {
    Cost nat = nat();
    return List.of(
        tasks(size, size.minTasks()),
        database(size, size.standby() ? 2 : 1),
        new Cost(
            "load balancer and NAT gateway",
            times("alb", HOURS).add(times("lcu", HOURS)).add(nat.amount()),
            "(%s + 1 LCU x %s) x 730 h + %s".formatted(shown("alb"), shown("lcu"), nat.how())),
        guarded(),
        new Cost(
            "alarms and dashboard",
            times("alarm", BigDecimal.valueOf(ALARMS)).add(price("dashboard")),
            "%d x %s + %s".formatted(ALARMS, shown("alarm"), shown("dashboard"))));
  }

  private Cost guarded() {
    Cost kept =
        new Cost(
            "secrets",
            times("secret", BigDecimal.valueOf(secrets)),
            "%d x %s".formatted(secrets, shown("secret")));
    return cloudfront
        ? new Cost(
            "secrets and firewall",
            kept.amount()
                .add(price("waf-acl"))
                .add(times("waf-rule", BigDecimal.valueOf(firewallRules))),
            "%s + %s + %d rules x %s"
                .formatted(kept.how(), shown("waf-acl"), firewallRules, shown("waf-rule")))
        : kept;
  }

  private Cost tasks(Sizing size, int count) {
    BigDecimal cpus = BigDecimal.valueOf(size.cpu() / 1024.0);
    BigDecimal memory = BigDecimal.valueOf(size.memory() / 1024.0);
    return new Cost(
        "tasks",
        times("fargate-vcpu", cpus)
            .add(times("fargate-memory", memory))
            .multiply(BigDecimal.valueOf(count))
            .multiply(HOURS),
        "%d x (%s vCPU x %s + %s GB x %s) x 730 h"
            .formatted(count, cpus, shown("fargate-vcpu"), memory, shown("fargate-memory")));
  }

  private Cost database(Sizing size, int copies) {
    String instance = "rds-" + size.databaseClass();
    return new Cost(
        "PostgreSQL",
        times(instance, HOURS)
            .add(times("rds-gp3", BigDecimal.valueOf(size.storage())))
            .multiply(BigDecimal.valueOf(copies)),
        "%d x (%s x 730 h + %d GB x %s)"
            .formatted(copies, shown(instance), size.storage(), shown("rds-gp3")));
  }

  private Cost nat() {
    return new Cost(
        "NAT gateway",
        times("nat", HOURS).add(times("public-ipv4", HOURS)),
        "(%s + address %s) x 730 h".formatted(shown("nat"), shown("public-ipv4")));
  }

  private Cost moved(Traffic traffic) {
    BigDecimal millions = BigDecimal.valueOf(traffic.millions());
    BigDecimal outbound =
        BigDecimal.valueOf(traffic.gigabytes()).divide(BigDecimal.TEN, 2, RoundingMode.HALF_UP);
    Cost inside =
        new Cost(
            traffic.name(),
            times("nat-gb", outbound).add(times("logs-gb", millions)),
            "NAT %s GB x %s + logs %d GB x %s"
                .formatted(outbound, shown("nat-gb"), traffic.millions(), shown("logs-gb")));
    return cloudfront ? throughCloudFront(traffic, inside) : inside;
  }

  private Cost throughCloudFront(Traffic traffic, Cost inside) {
    BigDecimal millions = BigDecimal.valueOf(traffic.millions());
    return new Cost(
        traffic.name(),
        inside
            .amount()
            .add(times("cloudfront-gb", BigDecimal.valueOf(traffic.gigabytes())))
            .add(times("cloudfront-requests", millions.multiply(BigDecimal.valueOf(100))))
            .add(times("waf-requests", millions)),
        "%d GB x %s + %d million requests x (100 x %s + %s) + %s"
            .formatted(
                traffic.gigabytes(),
                shown("cloudfront-gb"),
                traffic.millions(),
                shown("cloudfront-requests"),
                shown("waf-requests"),
                inside.how()));
  }

  private static BigDecimal sum(List<Cost> parts) {
    return parts.stream().map(Cost::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private Figure figure(Sizing size, String name, Cost cost) {
    return priced("%s, %s".formatted(size.environment(), name), cost.amount(), cost.how());
  }

  private Figure priced(String name, BigDecimal amount, String how) {
    return new Figure.Priced(
        name, dollars(amount), how.contains(MARK) ? LIST + NOT_COMPARED : LIST, prices.date(), how);
  }

  private BigDecimal times(String item, BigDecimal count) {
    return price(item).multiply(count);
  }

  private BigDecimal price(String item) {
    return new BigDecimal(row(item).get("usd"));
  }

  private String shown(String item) {
    Map<String, String> row = row(item);
    return row.get("usd") + (row.get("compared").equals("yes") ? "" : MARK);
  }

  private Map<String, String> row(String item) {
    return prices
        .find("item", item)
        .orElseThrow(() -> new IllegalStateException("no price for " + item));
  }

  private static String dollars(BigDecimal amount) {
    return String.format(Locale.ROOT, "$%s", amount.setScale(2, RoundingMode.HALF_UP));
  }
}
