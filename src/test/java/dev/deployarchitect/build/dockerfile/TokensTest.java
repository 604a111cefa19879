package dev.deployarchitect.build.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.text.Source;
import dev.deployarchitect.text.Span;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Every byte of a Dockerfile is in a token or is space between two, whatever the bytes are. */
class TokensTest {
  private static final List<String> PIECES =
      List.of(
          "FROM node:24 AS build\n",
          "from scratch\r\n",
          "# syntax=docker/dockerfile:1\n",
          "# escape=`\n",
          "RUN apt-get update && \\\n  # why\n\n  apt-get install -y curl\n",
          "RUN <<EOF\necho $X\nEOF\n",
          "COPY <<-\"A\" <<B /x/\n\ta\n\tA\nb\nB\n",
          "RUN cat <<EOF\nnever ends\n",
          "CMD [\"node\", \"a b\", \"\\u0041\"]\n",
          "CMD [\"node\", ]\n",
          "ENV A=1 B=\"two words\" \\\n C='x'\n",
          "ENV A b c\n",
          "ONBUILD RUN --mount=type=cache,target=/x ls\n",
          "ONBUILD ONBUILD RUN ls\n",
          "HEALTHCHECK --interval=5s CMD [\"true\"]\n",
          "HEALTHCHECK\n",
          "COPY --from=0 --chown=a:b a b \\\n",
          "INSTALL x \\\n y\n",
          "\uFEFF",
          "\u0000",
          "  \t\n",
          "\\\n",
          "RUN echo ${A:-${B}} $( ls `x` ) '\n",
          "USER",
          "\n");

  private static void check(String text) {
    Dockerfile file = DockerfileReader.read(new Source("Dockerfile", text));
    int at = 0;
    StringBuilder printed = new StringBuilder();
    for (Span token : file.tokens()) {
      assertThat(token.start()).as("tokens overlap in %s", text).isGreaterThanOrEqualTo(at);
      String gap = text.substring(at, token.start());
      assertThat(gap).as("lost text in %s", text).matches("[\\s\\[\\],\uFEFF]*|\\s*--\\s*");
      printed.append(gap).append(token.text());
      at = token.end();
    }
    assertThat(text.substring(at)).as("lost end in %s", text).matches("[\\s\\[\\],\uFEFF]*");
    assertThat(printed + text.substring(at)).isEqualTo(text);
  }

  @Test
  void nothingIsLostInAnyOrderOfPieces() {
    Random random = new Random(7);
    for (int round = 0; round < 3_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(8); i >= 0; i--) {
        text.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      check(text.toString());
    }
  }

  @Test
  void nothingIsLostWhenCharactersAreTakenAwayOrPutIn() {
    Random random = new Random(11);
    String all = String.join("", PIECES);
    for (int round = 0; round < 3_000; round++) {
      StringBuilder text = new StringBuilder(all);
      for (int i = 0; i < 6; i++) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(3)) {
          case 0 -> text.deleteCharAt(at);
          case 1 -> text.insert(at, "\\\n\"'[]$#<{}` ".charAt(random.nextInt(13)));
          default -> text.delete(at, Math.min(text.length(), at + random.nextInt(40)));
        }
      }
      check(text.toString());
    }
  }
}
