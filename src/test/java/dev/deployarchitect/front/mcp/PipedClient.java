package dev.deployarchitect.front.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.deployarchitect.Architect;
import dev.deployarchitect.Given;
import dev.deployarchitect.agent.offline.OfflineArchitect;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A client on the other end of two pipes, speaking JSON-RPC lines. */
final class PipedClient implements AutoCloseable {
  private final PipedOutputStream toServer = new PipedOutputStream();
  private final PipedInputStream fromServer = new PipedInputStream(1 << 20);
  private final Thread server;
  private final BufferedReader lines;
  private final List<JsonNode> notifications = new ArrayList<>();
  private Function<String, String> answers = method -> "{}";
  private int id;

  PipedClient(Architect architect, Repositories repositories) throws IOException {
    McpFront front =
        new McpFront(
            architect.toolbox(),
            architect.content(),
            repositories,
            Asking.freely(architect.agent(new OfflineArchitect())));
    PipedInputStream in = new PipedInputStream(toServer, 1 << 16);
    PipedOutputStream out = new PipedOutputStream(fromServer);
    server = Thread.ofPlatform().daemon().start(() -> front.serve(in, out));
    lines = new BufferedReader(new InputStreamReader(fromServer, StandardCharsets.UTF_8));
  }

  /** What the server's requests are answered with, by method. */
  void answering(Function<String, String> how) {
    answers = how;
  }

  /** Shakes hands. */
  PipedClient hello(String version, String capabilities) throws IOException {
    JsonNode hello =
        request(
            "initialize",
            "{\"protocolVersion\":\"%s\",\"capabilities\":%s,\"clientInfo\":{\"name\":\"test\",\"version\":\"1\"}}"
                .formatted(version, capabilities));
    assertThat(hello.at("/result/protocolVersion").asText()).isEqualTo(version);
    send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
    return this;
  }

  void send(String line) throws IOException {
    send((line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  void send(byte[] bytes) throws IOException {
    toServer.write(bytes);
    toServer.flush();
  }

  /** The next line of the server. */
  JsonNode next() throws IOException {
    return Given.json(lines.readLine());
  }

  /** Sends a request without waiting for its answer, and gives its id. */
  int begin(String method, String params) throws IOException {
    send(
        "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"%s\",\"params\":%s}"
            .formatted(++id, method, params));
    return id;
  }

  /** The answer to a request; what the server asks meanwhile is answered. */
  JsonNode request(String method, String params) throws IOException {
    int request = begin(method, params);
    while (true) {
      JsonNode message = next();
      if (!message.has("method")) {
        assertThat(message.path("id").asInt()).as(message.toString()).isEqualTo(request);
        return message;
      }
      if (message.has("id")) {
        send(
            "{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":%s}"
                .formatted(message.get("id"), answers.apply(message.path("method").asText())));
      } else {
        notifications.add(message);
      }
    }
  }

  /** The text of a tool's result. */
  String call(String tool, String arguments) throws IOException {
    return request("tools/call", "{\"name\":\"%s\",\"arguments\":%s}".formatted(tool, arguments))
        .at("/result/content/0/text")
        .asText();
  }

  List<JsonNode> notifications() {
    return notifications;
  }

  @Override
  public void close() throws IOException {
    toServer.close();
    try {
      server.join(5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    assertThat(server.isAlive()).as("the server ends when its client hangs up").isFalse();
  }
}
