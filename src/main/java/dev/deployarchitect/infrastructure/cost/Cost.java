package dev.deployarchitect.infrastructure.cost;

import java.math.BigDecimal;
import java.util.List;

/**
 * A part of the bill.
 *
 * @param amount US dollars a month
 * @param how it was reckoned
 */
public record Cost(String part, BigDecimal amount, String how) {

  /** The sum of parts. */
  public static BigDecimal sum(List<Cost> parts) {
    return parts.stream().map(Cost::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
