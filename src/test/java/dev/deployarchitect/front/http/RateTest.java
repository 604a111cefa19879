package dev.deployarchitect.front.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateTest {
  private final AtomicLong now = new AtomicLong();

  @Test
  void soManyAreTakenAtOnceAndThenOneByOne() {
    Rate rate = new Rate(3, now::get);
    for (int i = 0; i < 3; i++) {
      assertThat(rate.take("alice")).isEmpty();
    }
    assertThat(rate.take("alice")).hasValue(Duration.ofSeconds(20));
    assertThat(rate.take("bob")).isEmpty();
    now.addAndGet(Duration.ofSeconds(20).toNanos());
    assertThat(rate.take("alice")).isEmpty();
    assertThat(rate.take("alice")).isPresent();
  }

  @Test
  void noLimitIsNoLimit() {
    Rate rate = new Rate(0, now::get);
    for (int i = 0; i < 1_000; i++) {
      assertThat(rate.take("alice")).isEmpty();
    }
  }

  @Test
  void namesThatWereQuietAreForgotten() {
    Rate rate = new Rate(1, now::get);
    for (int i = 0; i < 50_000; i++) {
      now.addAndGet(Duration.ofSeconds(1).toNanos());
      assertThat(rate.take("name" + i)).isEmpty();
    }
    assertThat(rate.names()).isLessThan(10_100);
  }
}
