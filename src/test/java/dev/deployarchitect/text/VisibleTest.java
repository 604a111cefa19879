package dev.deployarchitect.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class VisibleTest {

  @Test
  void whatATerminalObeysIsWrittenOut() {
    assertThat(Visible.text("a\u001b[2K\rb")).isEqualTo("a<U+001B>[2K<U+000D>b");
    assertThat(Visible.text("\u009b31m\u007f")).isEqualTo("<U+009B>31m<U+007F>");
  }

  @Test
  void whatTurnsTextRoundOrHidesItIsWrittenOut() {
    assertThat(Visible.line("run\u202egpj.sh")).isEqualTo("run<U+202E>gpj.sh");
    assertThat(Visible.line("a\u200b\u2066b\u2028c")).isEqualTo("a<U+200B><U+2066>b<U+2028>c");
    assertThat(Visible.line("x\udb40\udc41")).isEqualTo("x<U+E0041>");
    assertThat(Visible.line("half \ud83d")).isEqualTo("half <U+D83D>");
  }

  @Test
  void linesStayInTextAndAreWrittenOutInALine() {
    assertThat(Visible.text("a\n\tb\n")).isEqualTo("a\n\tb\n");
    assertThat(Visible.line("a\n\tb")).isEqualTo("a<U+000A><U+0009>b");
  }

  @Test
  void plainTextOfAnyLanguageStays() {
    String plain = "Größe 東京 عربى 🚀 é — \"`${x}`";
    assertThat(Visible.text(plain)).isSameAs(plain);
    assertThat(Visible.line("plain")).isSameAs("plain");
  }

  @Test
  void nothingThatActsIsLeftInAnyText() {
    Random random = new Random(7);
    for (int round = 0; round < 2_000; round++) {
      String text =
          random
              .ints(40, 0, 0x3000)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
      assertThat(Visible.line(text)).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");
    }
  }
}
