package dev.deployarchitect.front.http;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * So many a minute for each name, with as many at once: a token bucket. On this server alone: with
 * several behind one address, each counts what it sees. Thread-safe.
 */
final class Rate {
  static final String SENTENCE =
      "More runs a minute were asked for than are allowed; wait a moment.";

  /** Above it, names whose bucket is full again are forgotten. */
  private static final int NAMES = 10_000;

  private record Bucket(double left, long at) {}

  private final int perMinute;
  private final LongSupplier nanoTime;
  private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

  /**
   * A rate.
   *
   * @param perMinute 0 for no limit
   */
  Rate(int perMinute, LongSupplier nanoTime) {
    this.perMinute = perMinute;
    this.nanoTime = nanoTime;
  }

  /** Takes one for who asks, or says in a header when to come back. */
  boolean admits(Context ctx) {
    String caller = Caller.of(ctx);
    Optional<Duration> wait = take(caller.isEmpty() ? ctx.ip() : caller);
    wait.ifPresent(w -> ctx.header("Retry-After", "" + Math.max(1, w.toSeconds())));
    return wait.isEmpty();
  }

  /** Takes one for {@code name}, or tells how long to wait for it. */
  Optional<Duration> take(String name) {
    if (perMinute == 0) {
      return Optional.empty();
    }
    if (buckets.size() > NAMES) {
      buckets.values().removeIf(bucket -> filled(bucket) >= perMinute);
    }
    Duration[] wait = new Duration[1];
    buckets.compute(
        name,
        (key, known) -> {
          double left = known == null ? perMinute : filled(known);
          if (left < 1) {
            wait[0] = Duration.ofMillis((long) Math.ceil((1 - left) * 60_000 / perMinute));
            return new Bucket(left, nanoTime.getAsLong());
          }
          return new Bucket(left - 1, nanoTime.getAsLong());
        });
    return Optional.ofNullable(wait[0]);
  }

  /** How many are remembered. */
  int names() {
    return buckets.size();
  }

  private double filled(Bucket bucket) {
    double minutes = (nanoTime.getAsLong() - bucket.at()) / 60e9;
    return Math.min(perMinute, bucket.left() + minutes * perMinute);
  }
}
