package dev.deployarchitect.infrastructure.cost;

import java.math.BigDecimal;

/**
 * A quantity of something that has a price.
 *
 * @param count the quantity as it is reckoned, such as {@code 2 x 730 h}
 * @param item as the price list calls it
 */
public record Term(String count, BigDecimal quantity, String item) {

  public static Term of(String count, double quantity, String item) {
    return new Term(count, BigDecimal.valueOf(quantity), item);
  }

  /** Whole pieces of something. */
  public static Term of(int count, String item) {
    return new Term(String.valueOf(count), BigDecimal.valueOf(count), item);
  }
}
