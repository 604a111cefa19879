package dev.deployarchitect.front.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FailedKeysTest {
  private final AtomicLong now = new AtomicLong();
  private final FailedKeys failed = new FailedKeys(now::get);

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      failed.failed("1.2.3.4");
    }
  }

  @Test
  void waitsDoubleFromTheTenthUpToAMinute() {
    fail(9);
    assertThat(failed.wait("1.2.3.4", "x")).isEmpty();
    fail(1);
    assertThat(failed.wait("1.2.3.4", "x")).hasValue(Duration.ofSeconds(1));
    fail(1);
    assertThat(failed.wait("1.2.3.4", "x")).hasValue(Duration.ofSeconds(2));
    fail(100);
    assertThat(failed.wait("1.2.3.4", "x")).hasValue(Duration.ofMinutes(1));
    assertThat(failed.wait("5.6.7.8", "x")).isEmpty();
    now.addAndGet(Duration.ofMinutes(1).toNanos());
    assertThat(failed.wait("1.2.3.4", "x")).isEmpty();
  }

  @Test
  void aKeyThatWasRightIsNotSlowed() {
    failed.succeeded("right");
    fail(50);
    assertThat(failed.wait("1.2.3.4", "right")).isEmpty();
    assertThat(failed.wait("1.2.3.4", "other")).isPresent();
  }

  @Test
  void anAddressIsForgottenAfterAQuarterOfAnHour() {
    fail(50);
    now.addAndGet(Duration.ofMinutes(16).toNanos());
    fail(1);
    assertThat(failed.wait("1.2.3.4", "x")).isEmpty();
  }
}
