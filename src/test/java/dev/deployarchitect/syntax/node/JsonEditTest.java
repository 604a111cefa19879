package dev.deployarchitect.syntax.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.text.Source;
import dev.deployarchitect.text.TextEdit;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonEditTest {
  private static String added(String text, String... path) {
    return JsonEdit.add(JsonReader.read(new Source("x.json", text)), "new", "true", path)
        .map(edit -> TextEdit.apply(text, List.of(edit)))
        .orElse("nothing");
  }

  @Test
  void aMemberGetsTheIndentationOfTheLastOne() {
    assertThat(added("{\n\t\"a\": {\n\t\t\"b\": 1\n\t}\n}\n", "a"))
        .isEqualTo("{\n\t\"a\": {\n\t\t\"b\": 1,\n\t\t\"new\": true\n\t}\n}\n");
  }

  @Test
  void anObjectOnOneLineStaysOnOneLine() {
    assertThat(added("{\"a\": {\"b\": [1, 2]}}", "a"))
        .isEqualTo("{\"a\": {\"b\": [1, 2], \"new\": true}}");
  }

  @Test
  void anEmptyObjectIsFilled() {
    assertThat(added("{}")).isEqualTo("{ \"new\": true }");
  }

  @Test
  void commentsStay() {
    assertThat(added("{\n  // why\n  \"a\": 1 // so\n}\n"))
        .isEqualTo("{\n  // why\n  \"a\": 1,\n  \"new\": true // so\n}\n");
  }

  @Test
  void aKeyThatIsThereAndAnObjectThatIsNotAreLeftAlone() {
    assertThat(added("{\"new\": false}")).isEqualTo("nothing");
    assertThat(added("{\"a\": 1}", "a")).isEqualTo("nothing");
    assertThat(added("{\"a\": 1}", "b", "c")).isEqualTo("nothing");
  }
}
