package dev.deployarchitect.infrastructure.cost;

import dev.deployarchitect.delivery.Figure;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * What one environment costs a month.
 *
 * @param fixed what is paid without a visitor
 * @param moved what traffic adds
 */
public record Bill(
    PriceList prices, String environment, List<Cost> fixed, Function<Traffic, Cost> moved) {

  /** One figure for each part that is paid without a visitor, and their sum. */
  public List<Figure> parts() {
    List<Figure> figures = new ArrayList<>();
    fixed.forEach(
        c -> figures.add(prices.figure("%s, %s, a month".formatted(environment, c.part()), c)));
    figures.add(
        prices.figure(
            environment + ", together, without a visitor, a month",
            Cost.sum(fixed),
            "the sum of the parts above" + (marked() ? ", those with * too" : "")));
    return figures;
  }

  private boolean marked() {
    return fixed.stream().anyMatch(c -> c.how().contains("*"));
  }

  /** Sums at three volumes of traffic, and the part that moves the bill most. */
  public List<Figure> volumes() {
    BigDecimal sum = Cost.sum(fixed);
    List<Figure> figures = new ArrayList<>();
    for (Traffic traffic : Traffic.VOLUMES) {
      Cost more = moved.apply(traffic);
      figures.add(
          prices.figure(
              "%s at %s, a month".formatted(environment, traffic.name()),
              sum.add(more.amount()),
              "%s fixed + %s; free tiers left out; %s"
                  .formatted(PriceList.dollars(sum), more.how(), traffic.assumed())));
    }
    return figures;
  }

  public Figure most() {
    Cost most = fixed.stream().max(Comparator.comparing(Cost::amount)).orElseThrow();
    return prices.figure(
        "what moves the bill of %s most: %s".formatted(environment, most.part()), most);
  }
}
