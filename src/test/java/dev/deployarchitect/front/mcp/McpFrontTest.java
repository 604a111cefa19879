package dev.deployarchitect.front.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.deployarchitect.Architect;
import dev.deployarchitect.Given;
import dev.deployarchitect.agent.offline.OfflineArchitect;
import dev.deployarchitect.tool.OpenWorkspaces;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A client on the other end of two pipes, speaking JSON-RPC lines. */
@Timeout(60)
class McpFrontTest {
  private final PipedOutputStream toServer = new PipedOutputStream();
  private final PipedInputStream fromServer = new PipedInputStream(1 << 20);
  private Thread server;
  private BufferedReader lines;
  private int id;

  @BeforeEach
  void connect() throws IOException {
    Architect architect = Given.architect();
    McpFront front =
        new McpFront(
            architect.toolbox(),
            architect.content(),
            Repositories.given(OpenWorkspaces.of(List.of(Given.SAMPLE)), true),
            Asking.freely(architect.agent(new OfflineArchitect())));
    PipedInputStream in = new PipedInputStream(toServer, 1 << 16);
    PipedOutputStream out = new PipedOutputStream(fromServer);
    server = Thread.ofPlatform().daemon().start(() -> front.serve(in, out));
    lines = new BufferedReader(new InputStreamReader(fromServer, StandardCharsets.UTF_8));
    JsonNode hello =
        request(
            "initialize",
            "{\"protocolVersion\":\"2025-06-18\","
                + "\"capabilities\":{},\"clientInfo\":{\"name\":\"test\",\"version\":\"1\"}}");
    assertThat(hello.at("/result/protocolVersion").asText()).isEqualTo("2025-06-18");
    send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
  }

  @AfterEach
  void hangUp() throws Exception {
    toServer.close();
    server.join(5_000);
    assertThat(server.isAlive()).as("the server ends when its client hangs up").isFalse();
  }

  private void send(String json) throws IOException {
    toServer.write((json + "\n").getBytes(StandardCharsets.UTF_8));
    toServer.flush();
  }

  private final List<JsonNode> notifications = new ArrayList<>();

  private JsonNode request(String method, String params) throws IOException {
    send(
        "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"%s\",\"params\":%s}"
            .formatted(++id, method, params));
    while (true) {
      JsonNode message = Given.json(lines.readLine());
      if (message.has("id")) {
        return message;
      }
      notifications.add(message);
    }
  }

  @Test
  void everyToolIsListedWithSchemasAndAsReadOnly() throws IOException {
    JsonNode tools = request("tools/list", "{}").at("/result/tools");
    assertThat(tools).hasSize(Given.architect().toolbox().tools().size() + 1);
    for (JsonNode tool : tools) {
      assertThat(tool.path("description").asText()).hasSizeLessThan(2_048);
      assertThat(tool.at("/inputSchema/properties/page/type").asText()).isEqualTo("integer");
      assertThat(tool.at("/outputSchema/required")).hasSize(4);
      boolean writes =
          List.of("apply_files", "run_sql", "ask_architect").contains(tool.path("name").asText());
      assertThat(tool.at("/annotations/readOnlyHint").asBoolean()).isEqualTo(!writes);
    }
  }

  @Test
  void longResultsComeInPagesThatJoinToTheWhole() throws IOException {
    JsonNode first =
        request("tools/call", "{\"name\":\"generate_terraform\",\"arguments\":{}}").path("result");
    int pages = first.at("/structuredContent/pages").asInt();
    assertThat(pages).isGreaterThan(1);
    StringBuilder all = new StringBuilder(first.at("/content/0/text").asText());
    for (int page = 2; page <= pages; page++) {
      JsonNode next =
          request(
              "tools/call",
              "{\"name\":\"generate_terraform\",\"arguments\":{\"page\":%d}}".formatted(page));
      assertThat(next.at("/result/content/0/text").asText()).hasSizeLessThan(17_000);
      all.append(next.at("/result/content/0/text").asText());
    }
    assertThat(all.toString())
        .contains("=== terraform/modules/observability/main.tf")
        .contains("aws_appautoscaling_policy");
  }

  @Test
  void askArchitectRunsTheAgentWithProgress() throws IOException {
    JsonNode answer =
        request(
            "tools/call",
            "{\"name\":\"ask_architect\",\"arguments\":"
                + "{\"question\":\"Set up alerts\"},\"_meta\":{\"progressToken\":\"t\"}}");
    assertThat(answer.at("/result/content/0/text").asText()).contains("Alert on what users feel");
    assertThat(notifications)
        .anySatisfy(n -> {
          assertThat(n.path("method").asText()).isEqualTo("notifications/progress");
          assertThat(n.at("/params/message").asText()).startsWith("running ");
        });
  }

  private JsonNode call(String tool, String arguments) throws IOException {
    return request("tools/call", "{\"name\":\"%s\",\"arguments\":%s}".formatted(tool, arguments))
        .path("result");
  }

  @Test
  void aDraftIsHeldUnderAHandle() throws IOException {
    String written =
        call(
                "write_files",
                "{\"why\":\"see\",\"files\":[{\"path\":\"a.json\",\"content\":\"{}\"}]}")
            .at("/content/0/text")
            .asText();
    assertThat(written).contains("Change 1", "Draft: draft-");
    String handle = written.substring(written.indexOf("Draft: ") + 7).strip();
    String proposed =
        call("generate_dockerfile", "{\"draft\":\"%s\"}".formatted(handle))
            .at("/content/0/text")
            .asText();
    assertThat(proposed).contains("take_files with proposal generate_dockerfile-");
    assertThat(
            call("show_draft", "{\"draft\":\"%s\"}".formatted(handle))
                .at("/content/0/text")
                .asText())
        .contains("`a.json` added");
    assertThat(call("show_draft", "{\"draft\":\"draft-0\"}").path("isError").asBoolean()).isTrue();
    assertThat(call("generate_dockerfile", "{}").at("/content/0/text").asText())
        .as("a client with files of its own gets them")
        .doesNotContain("take_files with proposal");
  }

  @Test
  void badArgumentsAreAnErrorResultWithAHint() throws IOException {
    JsonNode result =
        request(
                "tools/call",
                "{\"name\":\"read_files\",\"arguments\":{\"files\":[\"../../etc/passwd\"]}}")
            .path("result");
    assertThat(result.path("isError").asBoolean()).isTrue();
    assertThat(result.at("/content/0/text").asText()).contains("outside the workspace");
  }

  @Test
  void thePromptCarriesTheInstructionsAndTheQuestion() throws IOException {
    JsonNode prompt =
        request(
            "prompts/get",
            "{\"name\":\"devops-deployment-architect\","
                + "\"arguments\":{\"question\":\"Is it safe?\"}}");
    assertThat(prompt.at("/result/messages/0/content/text").asText())
        .contains("expert DevOps architect")
        .endsWith("Is it safe?");
  }
}
