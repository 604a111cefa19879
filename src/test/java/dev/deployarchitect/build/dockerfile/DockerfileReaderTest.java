package dev.deployarchitect.build.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.text.Source;
import org.junit.jupiter.api.Test;

class DockerfileReaderTest {

  private static Dockerfile read(String text) {
    return DockerfileReader.read(new Source("Dockerfile", text));
  }

  @Test
  void continuationsWithCommentsAndBlankLinesAreOneInstruction() {
    Dockerfile file = read("FROM a\nRUN one \\\n  # a comment\n\n  && two\nUSER x\n");
    assertThat(file.stages().getFirst().instructions()).hasSize(2);
    assertThat(file.stages().getFirst().instructions().getFirst().shell().commands())
        .extracting(c -> c.name())
        .containsExactly("one", "two");
    assertThat(file.problems()).isEmpty();
  }

  @Test
  void aCommentBehindAHeredocIsNoError() {
    Dockerfile file = read("FROM a\nRUN <<EOF\necho \"apt-get install x\"\nEOF\n# fine\nUSER x\n");
    assertThat(file.problems()).isEmpty();
    assertThat(file.stages().getFirst().last("USER")).isPresent();
    assertThat(file.stages().getFirst().instructions().getFirst().shell().named("apt-get"))
        .isEmpty();
  }

  @Test
  void stagesLinkByNameAndIndex() {
    Dockerfile file = read("ARG V=24\nFROM node:${V} AS deps\nFROM deps\nCOPY --from=0 /a /b\n");
    assertThat(file.stages().get(1).parent()).contains(file.stages().getFirst());
    assertThat(file.expand(file.stages().getFirst().base())).isEqualTo("node:24");
    assertThat(file.stage("0")).isPresent();
  }

  @Test
  void anUnknownInstructionIsAProblemAtItsPlaceAndReadingGoesOn() {
    Dockerfile file = read("FROM a\nINSTALL x\nUSER y\n");
    assertThat(file.problems())
        .singleElement()
        .satisfies(p -> assertThat(p.span().place()).isEqualTo("Dockerfile:2:1"));
    assertThat(file.stages().getFirst().last("USER")).isPresent();
  }
}
