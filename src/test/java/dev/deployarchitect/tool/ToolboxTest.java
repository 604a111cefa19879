package dev.deployarchitect.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.Given;
import dev.deployarchitect.Workspaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ToolboxTest {
  private static final boolean REFRESH = Boolean.getBoolean("refresh");
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "read_files; {}; is missing",
        "read_files; {\"file\":\"a\"}; is no parameter",
        "read_files; {\"files\":7}; must be of type array",
        "read_files; {\"files\":\"a\"}; There is no file a",
        "read_files; []; a JSON object is expected",
        "review_project; {\"min_severity\":\"bad\"}; must be one of",
        "no_such_tool; {}; There is no tool no_such_tool"
      })
  void badArgumentsGetAHintThatSaysWhatToDo(String tool, String arguments, String hint) {
    ToolResult result = Given.call(Given.sample(), tool, arguments);
    assertThat(result).isInstanceOf(ToolResult.Retry.class);
    assertThat(result.text()).contains(hint);
  }

  @Test
  void everyToolHasAPageWithWhenToUseItAndASchemaThatHasNotDrifted() throws IOException {
    for (Tool<?> tool : Given.architect().toolbox().tools()) {
      Path page = Path.of(tool.folder(), "tool.md");
      assertThat(Files.readString(page))
          .as(tool.name())
          .contains("Use it")
          .contains("Returns ")
          .hasSizeLessThan(2_000);
      Path schema = Path.of(tool.folder(), "schema.json");
      String derived = tool.schema().toPrettyString() + "\n";
      if (REFRESH) {
        Files.writeString(schema, derived);
      }
      assertThat(schema).hasContent(derived);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x", "/etc/passwd", "a/../../b"})
  void filesOutsideAreRefusedByEveryToolThatTakesAPath(String path) {
    assertThat(Given.call(Given.sample(), "read_files", "{\"files\":[\"" + path + "\"]}"))
        .isInstanceOf(ToolResult.Refused.class);
    String given = "{\"path\":\"" + path + "\",\"content\":\"FROM a\"}";
    assertThat(Given.call(Given.sample(), "read_dockerfile", given))
        .isInstanceOf(ToolResult.Refused.class);
    String files = "{\"files\":[" + given + "]}";
    assertThat(Given.call(Given.sample(), "verify_files", files))
        .isInstanceOf(ToolResult.Refused.class);
  }

  @Test
  void secretsOfTheWorkspaceLeaveThroughNoTool() {
    var workspace =
        Workspaces.of(
            folder,
            Map.of(
                ".env", "TOKEN=canary-77aa88bb99cc\n",
                "Dockerfile", "FROM a\nENV TOKEN=canary-77aa88bb99cc\n",
                "notes.md", "the token is canary-77aa88bb99cc\n",
                "package.json", "{\"scripts\":{\"x\":\"curl canary-77aa88bb99cc\"}}"));
    ToolContext context = new ToolContext(workspace);
    for (Tool<?> tool : Given.architect().toolbox().tools()) {
      for (String arguments :
          new String[] {
            "{}",
            "{\"path\":\"notes.md\"}",
            "{\"path\":\".env\"}",
            "{\"text\":\"canary\"}",
            "{\"path\":\"Dockerfile\"}",
            "{\"format\":\"json\"}"
          }) {
        ToolResult result = Given.call(context, tool.name(), arguments);
        assertThat(ResultJson.of(result, Given.architect().content()).toString())
            .as(tool.name() + " " + arguments)
            .doesNotContain("canary-77aa88bb99cc");
      }
    }
  }

  @Test
  void aFileThatWouldCarryASecretIsNotHandedOver() {
    var workspace =
        Workspaces.of(
            folder,
            Map.of(
                ".env", "TOKEN=canary-77aa88bb99cc\n",
                "package.json", "{\"dependencies\":{\"next\":\"15.0.0\"}}",
                "package-lock.json", "{}",
                "next.config.mjs", "export default { env: { T: 'canary-77aa88bb99cc' } };\n"));
    ToolResult.Done done =
        (ToolResult.Done) Given.call(new ToolContext(workspace), "generate_dockerfile", "{}");
    assertThat(done.files())
        .extracting(f -> f.artifact().path())
        .containsExactly("Dockerfile", ".dockerignore", "docker-bake.hcl");
    assertThat(done.text()).contains("next.config.mjs is not delivered: line ");
  }

  @Test
  void aToolWorksInAnEmptyFolder() {
    ToolContext context = new ToolContext(Workspaces.of(folder, Map.of()));
    for (Tool<?> tool : Given.architect().toolbox().tools()) {
      assertThat(Given.call(context, tool.name(), "{}"))
          .as(tool.name())
          .isNotInstanceOf(ToolResult.Failed.class);
    }
  }
}
