package dev.deployarchitect.infrastructure.cost;

import java.util.List;

/**
 * A month's traffic; assumed, since nobody measured it here.
 *
 * @param millions requests
 * @param gigabytes to visitors
 */
public record Traffic(String name, int millions, int gigabytes) {
  public static final List<Traffic> VOLUMES =
      List.of(
          new Traffic("low traffic", 1, 20),
          new Traffic("expected traffic", 5, 100),
          new Traffic("high traffic", 50, 1000));

  /** What was assumed, in words. */
  public String assumed() {
    return "the volume is assumed: %d million requests and %d GB to visitors"
        .formatted(millions, gigabytes);
  }
}
