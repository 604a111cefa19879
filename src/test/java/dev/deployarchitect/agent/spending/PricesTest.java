package dev.deployarchitect.agent.spending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deployarchitect.agent.model.ModelReply;
import dev.deployarchitect.content.Content;
import org.junit.jupiter.api.Test;

class PricesTest {
  private static final Prices PRICES =
      Prices.read(
          """
          # date: 2026-11-24
          model\tsent\tcached\treceived\tcompared
          small\t0.10\t0.01\t0.50\tyes
          small-mini\t0.05\t0.005\t0.25\tno
          big-4.1\t2\t0.50\t8\tyes
          """);

  @Test
  void aReplyCostsItsFreshCachedAndReceivedTokens() {
    Usage usage = PRICES.usage("big-4.1", new ModelReply.Tokens(10_000, 8_000, 500));
    assertThat(usage.micros()).isEqualTo(2_000 * 2 + 8_000 / 2 + 500 * 8);
    assertThat(usage.isPriced()).isTrue();
    assertThat(usage.dollars()).isEqualTo(0.012);
  }

  @Test
  void namesMayHaveAProviderAndADate() {
    assertThat(PRICES.of("openai/small-2026-09-22")).get().matches(p -> p.model().equals("small"));
    assertThat(PRICES.of("anthropic/big-4-1-20260101")).isPresent();
    assertThat(PRICES.of("small-mini")).get().matches(p -> p.model().equals("small-mini"));
    assertThat(PRICES.of("small-latest")).isPresent();
    assertThat(PRICES.of("smaller")).isEmpty();
    assertThat(PRICES.of("small-preview")).isEmpty();
  }

  @Test
  void aModelWithoutAPriceCountsItsTokensAsUnpriced() {
    Usage usage = PRICES.usage("local-llama", new ModelReply.Tokens(100, 0, 10));
    assertThat(usage.micros()).isZero();
    assertThat(usage.unpriced()).isEqualTo(110);
    assertThat(usage.isPriced()).isFalse();
  }

  @Test
  void aRowThatIsNoneIsNamed() {
    assertThatThrownBy(() -> Prices.read("# date: 2026-11-24\nsmall\tcheap\n"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("small\tcheap");
    assertThatThrownBy(() -> Prices.read("small\t1\t1\t1\tyes\n")).hasMessageContaining("# date: ");
  }

  @Test
  void theListThatIsPackedCanBeRead() {
    Prices packed = Prices.read(Content.packed().text("prompts/prices.tsv"));
    assertThat(packed.date()).matches("\\d{4}-\\d\\d-\\d\\d");
    assertThat(packed.rows()).hasSizeGreaterThan(10);
    for (Prices.Price row : packed.rows()) {
      assertThat(row.cached()).as(row.model()).isLessThan(row.sent());
      assertThat(row.sent()).as(row.model()).isLessThan(row.received());
    }
  }
}
