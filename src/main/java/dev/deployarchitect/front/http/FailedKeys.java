package dev.deployarchitect.front.http;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Slows those who try keys: after some wrong ones from an address, each further one costs it a wait
 * that doubles, up to a minute, in which no new key of it is looked at. Keys that were right before
 * go on, since many people share the address of a proxy. The address is logged, never a key.
 * Thread-safe.
 */
final class FailedKeys {
  private static final Logger LOG = LoggerFactory.getLogger(FailedKeys.class);

  /** A person who mistypes, or a client with an old key, is not slowed. */
  private static final int FREE = 10;

  private static final Duration LONGEST = Duration.ofMinutes(1);

  /** Since an address's last wrong key; then it is forgotten. */
  private static final Duration MEMORY = Duration.ofMinutes(15);

  /** Above it, what is due is forgotten at once: many addresses must not fill the memory. */
  private static final int ADDRESSES = 10_000;

  private record Tries(int count, long last) {}

  private final Map<String, Tries> tries = new ConcurrentHashMap<>();
  private final Set<String> right = ConcurrentHashMap.newKeySet();
  private final LongSupplier nanoTime;

  FailedKeys(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** How long this address must wait before this key is looked at. */
  Optional<Duration> wait(String address, String key) {
    Tries known = tries.get(address);
    if (known == null || known.count() < FREE || right.contains(Keys.hash(key))) {
      return Optional.empty();
    }
    Duration due =
        Duration.ofSeconds(Math.min(LONGEST.toSeconds(), 1L << Math.min(known.count() - FREE, 20)));
    Duration left = due.minusNanos(nanoTime.getAsLong() - known.last());
    return left.isPositive() ? Optional.of(left) : Optional.empty();
  }

  /** Counts a wrong key. */
  void failed(String address) {
    long now = nanoTime.getAsLong();
    if (tries.size() >= ADDRESSES) {
      tries.values().removeIf(one -> now - one.last() > LONGEST.toNanos());
    }
    Tries all =
        tries.merge(
            address,
            new Tries(1, now),
            (old, one) ->
                now - old.last() > MEMORY.toNanos() ? one : new Tries(old.count() + 1, now));
    if (Integer.bitCount(all.count()) == 1) {
      LOG.warn("{} wrong keys from {}", all.count(), address);
    }
  }

  /** Remembers a right key. */
  void succeeded(String key) {
    if (right.size() >= ADDRESSES) {
      right.clear();
    }
    right.add(Keys.hash(key));
  }
}
