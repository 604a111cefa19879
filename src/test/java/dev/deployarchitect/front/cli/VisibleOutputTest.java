package dev.deployarchitect.front.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VisibleOutputTest {

  private static String shown(String... texts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = VisibleOutput.over(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    Stream.of(texts).forEach(out::print);
    out.flush();
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** As a stream of a model comes: in any pieces, down to bytes. */
  private static String byBytes(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = VisibleOutput.over(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      out.write(b);
    }
    out.flush();
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void controlCharactersAreWrittenOut() {
    assertThat(shown("\u001b]8;;http://evil\u0007link\r", "\u202e"))
        .isEqualTo("<U+001B>]8;;http://evil<U+0007>link<U+000D><U+202E>");
  }

  @Test
  void commandsOfCiAreNotObeyed() {
    assertThat(shown("::stop-commands::x\n  ::error::y\n\t::z\n"))
        .isEqualTo(":<U+003A>stop-commands::x\n  :<U+003A>error::y\n\t:<U+003A>z\n");
    assertThat(shown("\u00a0\u202f::error::x\n")).isEqualTo("\u00a0\u202f:<U+003A>error::x\n");
    assertThat(shown("a ##[group]b ##", "vso[task.x] ##team", "city[y]"))
        .isEqualTo("a ##<U+005B>group]b ##vso<U+005B>task.x] ##teamcity<U+005B>y]");
  }

  @Test
  void ordinaryTextStays() {
    String text = "# A [link]\n## B [x]\na::b std::vector\n\t{\"k\": [1]} é 東 🚀 [[x]] #[y] : :\n";
    assertThat(shown(text)).isEqualTo(text);
    assertThat(byBytes(text)).isEqualTo(text);
  }

  @Test
  void piecesMakeNoDifference() {
    String text = "x\n ::a::\u001b 🚀 \u202e ##[b]\n:\n::c\n\udb40\udc41";
    assertThat(byBytes(text)).isEqualTo(shown(text));
    assertThat(shown(text.split(""))).isEqualTo(shown(text));
  }
}
