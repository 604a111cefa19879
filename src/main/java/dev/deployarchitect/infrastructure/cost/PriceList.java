package dev.deployarchitect.infrastructure.cost;

import dev.deployarchitect.content.DatedTable;
import dev.deployarchitect.delivery.Figure;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A dated price list in US dollars. A price that was not compared with its page is marked wherever
 * it is used, and what was reckoned with it says so.
 */
public final class PriceList {
  private static final String MARK = "*";
  private static final String NOT_COMPARED =
      "; prices with " + MARK + " are from knowledge and were not compared with its pages";

  private final DatedTable table;
  private final String label;

  /**
   * A list.
   *
   * @param table with the columns item, unit, usd and compared
   * @param label whose prices they are, and where they hold
   */
  public PriceList(DatedTable table, String label) {
    this.table = table;
    this.label = label;
  }

  /** A part of the bill that is the sum of these. */
  public Cost cost(String part, Term... terms) {
    BigDecimal amount =
        Arrays.stream(terms)
            .map(t -> price(t.item()).multiply(t.quantity()))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    String how =
        Arrays.stream(terms)
            .map(t -> t.count().equals("1") ? shown(t.item()) : t.count() + " x " + shown(t.item()))
            .collect(Collectors.joining(" + "));
    return new Cost(part, amount, how);
  }

  /** A figure with where its prices are from. */
  public Figure figure(String name, BigDecimal amount, String how) {
    return new Figure.Priced(
        name,
        dollars(amount),
        how.contains(MARK) ? label + NOT_COMPARED : label,
        table.date(),
        how);
  }

  public Figure figure(String name, Cost cost) {
    return figure(name, cost.amount(), cost.how());
  }

  static String dollars(BigDecimal amount) {
    return String.format(Locale.ROOT, "$%s", amount.setScale(2, RoundingMode.HALF_UP));
  }

  private BigDecimal price(String item) {
    return new BigDecimal(row(item).get("usd"));
  }

  private String shown(String item) {
    Map<String, String> row = row(item);
    return row.get("usd") + (row.get("compared").equals("yes") ? "" : MARK);
  }

  private Map<String, String> row(String item) {
    return table
        .find("item", item)
        .orElseThrow(() -> new IllegalStateException("no price for " + item));
  }
}
