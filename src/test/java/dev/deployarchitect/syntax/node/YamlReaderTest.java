package dev.deployarchitect.syntax.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.text.Source;
import org.junit.jupiter.api.Test;

class YamlReaderTest {

  private static Document read(String text) {
    return YamlReader.read(new Source("a.yml", text));
  }

  @Test
  void valuesKnowTheirPlacesAlsoBehindWideCharacters() {
    Document document = read("name: 😀\njobs:\n  a:\n    run: |\n      echo 1\n      echo 2\n");
    Node.Scalar run = (Node.Scalar) document.at("jobs", "a", "run").orElseThrow();
    assertThat(run.span().place()).isEqualTo("a.yml:4:10");
    assertThat(run.content().text()).isEqualTo("      echo 1\n      echo 2");
    assertThat(document.problems()).isEmpty();
  }

  @Test
  void anAnchorInsideItselfIsAProblemAndNoEndlessTree() {
    assertThat(read("a: &x\n  b: *x\n  c: *x\n").problems())
        .singleElement()
        .satisfies(p -> assertThat(p.message()).contains("contains itself"));
  }

  @Test
  void anchorsThatMultiplyAreCut() {
    StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      text.append(
          "a%d: &a%d [%s]\n"
              .formatted(
                  i, i, String.join(", ", java.util.Collections.nCopies(9, "*a" + (i - 1)))));
    }
    assertThat(read(text.toString()).problems()).isNotEmpty();
  }

  @Test
  void brokenYamlIsOneProblemAtItsPlace() {
    Document document = read("a: 1\nb: [1, 2\nc: 3\n");
    assertThat(document.problems())
        .singleElement()
        .satisfies(p -> assertThat(p.span().line()).isEqualTo(3));
  }
}
