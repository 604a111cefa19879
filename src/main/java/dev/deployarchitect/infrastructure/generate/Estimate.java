package dev.deployarchitect.infrastructure.generate;

import dev.deployarchitect.content.DatedTable;
import dev.deployarchitect.delivery.Figure;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What an environment costs a month at its minimum, from the dated price table. */
final class Estimate {
  private static final BigDecimal HOURS = BigDecimal.valueOf(730);
  private static final String LIST = "AWS on-demand, US East (N. Virginia)";

  private final DatedTable prices;

  Estimate(DatedTable prices) {
    this.prices = prices;
  }

  /** One figure per part and their sum; traffic, logs and requests are not in it. */
  List<Figure> of(Sizing size, int secrets) {
    List<Figure> figures = new ArrayList<>();
    BigDecimal total = BigDecimal.ZERO;
    total =
        total.add(
            add(
                figures,
                size,
                "tasks",
                size.minTasks()
                    + " x ("
                    + size.cpu() / 1024.0
                    + " vCPU x "
                    + price("fargate-vcpu")
                    + " + "
                    + size.memory() / 1024.0
                    + " GB x "
                    + price("fargate-memory")
                    + ") x 730 h",
                price("fargate-vcpu")
                    .multiply(BigDecimal.valueOf(size.cpu() / 1024.0))
                    .add(
                        price("fargate-memory")
                            .multiply(BigDecimal.valueOf(size.memory() / 1024.0)))
                    .multiply(BigDecimal.valueOf(size.minTasks()))
                    .multiply(HOURS)));
    int copies = size.standby() ? 2 : 1;
    BigDecimal database =
        price("rds-" + size.databaseClass())
            .multiply(HOURS)
            .add(price("rds-gp3").multiply(BigDecimal.valueOf(size.storage())));
    total =
        total.add(
            add(
                figures,
                size,
                "PostgreSQL",
                "%d x (%s x 730 h + %d GB x %s)"
                    .formatted(
                        copies,
                        price("rds-" + size.databaseClass()),
                        size.storage(),
                        price("rds-gp3")),
                database.multiply(BigDecimal.valueOf(copies))));
    total =
        total.add(
            add(
                figures,
                size,
                "load balancer and NAT gateway",
                "(%s + %s) x 730 h".formatted(price("alb"), price("nat")),
                price("alb").add(price("nat")).multiply(HOURS)));
    total =
        total.add(
            add(
                figures,
                size,
                "secrets and firewall",
                "%d x %s + %s + 3 rules x %s"
                    .formatted(secrets, price("secret"), price("waf-acl"), price("waf-rule")),
                price("secret")
                    .multiply(BigDecimal.valueOf(secrets))
                    .add(price("waf-acl"))
                    .add(price("waf-rule").multiply(BigDecimal.valueOf(3)))));
    figures.add(
        new Figure.Priced(
            size.environment() + ", together, a month",
            dollars(total),
            LIST,
            prices.date(),
            "the sum of the parts above, without traffic, logs and requests"));
    return figures;
  }

  private BigDecimal add(
      List<Figure> figures, Sizing size, String part, String how, BigDecimal amount) {
    figures.add(
        new Figure.Priced(
            "%s, %s, a month".formatted(size.environment(), part),
            dollars(amount),
            LIST,
            prices.date(),
            how));
    return amount;
  }

  private BigDecimal price(String item) {
    return new BigDecimal(
        prices
            .find("item", item)
            .orElseThrow(() -> new IllegalStateException("no price for " + item))
            .get("usd"));
  }

  private static String dollars(BigDecimal amount) {
    return String.format(Locale.ROOT, "$%s", amount.setScale(2, RoundingMode.HALF_UP));
  }
}
