package dev.deployarchitect.agent.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.deployarchitect.agent.wire.WireRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SharedPartsTest {
  private static final String WRITTEN =
      """
      {"messages":[{"role":"system","content":"%s"},{"role":"user","content":"→ why?"}],"tools":"%s"}
      """
          .formatted(SharedParts.SYSTEM, SharedParts.TOOLS);

  private static SharedParts parts(ModelTool... tools) {
    return SharedParts.of(
        new ModelRequest("Say \"→\".\n", "", List.of(), List.of(tools), true, () -> null));
  }

  private static String body(SharedParts parts, String written) {
    return new WireRequest("", Map.of(), parts.in(written)).body();
  }

  private static final ModelTool TOOL =
      new ModelTool("look", "Looks.", JsonNodeFactory.instance.objectNode());

  @Test
  void thePartsStandWhereTheirMarksStood() {
    assertThat(body(parts(TOOL), WRITTEN))
        .startsWith("{\"messages\":[{\"role\":\"system\",\"content\":\"Say \\\"→\\\".\\n\"},")
        .contains("{\"role\":\"user\",\"content\":\"→ why?\"}],\"tools\":[{\"type\":\"function\"")
        .contains("\"name\":\"look\"")
        .doesNotContain(SharedParts.SYSTEM)
        .doesNotContain(SharedParts.TOOLS);
  }

  @Test
  void aRequestThatLacksAMarkDoesNotGoOut() {
    assertThatThrownBy(() -> parts(TOOL).in(WRITTEN.replace(SharedParts.SYSTEM, "other")))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> parts(TOOL).in("{\"content\":\"" + SharedParts.SYSTEM + "\"}"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void withoutToolsTheSystemPromptAloneIsLookedFor() {
    assertThat(body(parts(), "{\"content\":\"" + SharedParts.SYSTEM + "\"}"))
        .isEqualTo("{\"content\":\"Say \\\"→\\\".\\n\"}");
  }
}
