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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A client that can, or cannot, ask its person. */
@Timeout(60)
class ElicitationTest {
  private static final String BEFORE = "FROM node:22\nRUN apt-get install curl\n";

  @TempDir Path folder;
  private final PipedOutputStream toServer = new PipedOutputStream();
  private final PipedInputStream fromServer = new PipedInputStream(1 << 20);
  private final List<JsonNode> asked = new ArrayList<>();
  private BufferedReader lines;

  private void connect(String capabilities) throws IOException {
    Files.writeString(folder.resolve("Dockerfile"), BEFORE);
    Architect architect = Given.architect();
    McpFront front =
        new McpFront(
            architect.toolbox(),
            architect.content(),
            Repositories.given(OpenWorkspaces.of(List.of(folder), true), true),
            Asking.freely(architect.agent(new OfflineArchitect())));
    PipedInputStream in = new PipedInputStream(toServer, 1 << 16);
    PipedOutputStream out = new PipedOutputStream(fromServer);
    Thread.ofPlatform().daemon().start(() -> front.serve(in, out));
    lines = new BufferedReader(new InputStreamReader(fromServer, StandardCharsets.UTF_8));
    send(
        """
        {"jsonrpc":"2.0","id":"hello","method":"initialize","params":{"protocolVersion":"2025-06-18",
        "capabilities":%s,"clientInfo":{"name":"test","version":"1"}}}
        """
            .formatted(capabilities));
    lines.readLine();
    send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
  }

  @AfterEach
  void hangUp() throws IOException {
    toServer.close();
  }

  private void send(String json) throws IOException {
    toServer.write((json.replace("\n", "") + "\n").getBytes(StandardCharsets.UTF_8));
    toServer.flush();
  }

  /** Calls the tool, and answers what the server asks meanwhile. */
  private String apply(String answer) throws IOException {
    send(
        """
        {"jsonrpc":"2.0","id":"call","method":"tools/call","params":{"name":"apply_files",
        "arguments":{"tool":"fix_dockerfile"}}}
        """);
    while (true) {
      JsonNode message = Given.json(lines.readLine());
      if (message.path("method").asText().equals("elicitation/create")) {
        asked.add(message.path("params"));
        send("{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":%s}".formatted(message.get("id"), answer));
      } else if (message.path("id").asText().equals("call")) {
        return message.at("/result/content/0/text").asText();
      }
    }
  }

  @Test
  void aYesInTheClientWrites() throws IOException {
    connect("{\"elicitation\":{}}");
    assertThat(apply("{\"action\":\"accept\",\"content\":{}}")).contains("written: Dockerfile");
    assertThat(Files.readString(folder.resolve("Dockerfile"))).contains("install -y");
    assertThat(asked).hasSize(1);
    assertThat(asked.getFirst().path("message").asText())
        .contains("Write 1 file into", "-RUN apt-get install curl");
  }

  @Test
  void aNoAndItsReasonReachTheModelAndNothingIsWritten() throws IOException {
    connect("{\"elicitation\":{}}");
    assertThat(apply("{\"action\":\"decline\",\"content\":{\"reason\":\"ours is frozen\"}}"))
        .contains("Nothing was written", "ours is frozen");
    assertThat(apply("{\"action\":\"cancel\"}")).contains("the question was closed");
    assertThat(folder.resolve("Dockerfile")).hasContent(BEFORE);
  }

  @Test
  void aClientThatCannotAskIsNotAsked() throws IOException {
    connect("{}");
    assertThat(apply("{}")).contains("nobody can be asked here");
    assertThat(asked).isEmpty();
    assertThat(folder.resolve("Dockerfile")).hasContent(BEFORE);
  }
}
