package dev.deployarchitect.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class SafeJsonTest {

  @Test
  void theSameTextIsReadAndNothingActs() throws Exception {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    String text = "a\u202e\u009b31m\u007f ##[group]x ##vso[task] é 東 🚀 \u001b[2J\n::error::x";
    node.put(text, text).putArray("list").add(1);
    String safe = SafeJson.of(node.toPrettyString());
    assertThat(new ObjectMapper().readTree(safe)).isEqualTo(node);
    assertThat(safe)
        .doesNotContainPattern("[\\p{Cc}\\p{Cf}&&[^\\n]]")
        .doesNotContain("##[", "##vso[")
        .contains("é 東");
  }
}
