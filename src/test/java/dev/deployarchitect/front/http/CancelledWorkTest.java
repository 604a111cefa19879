package dev.deployarchitect.front.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.Architect;
import dev.deployarchitect.Given;
import dev.deployarchitect.agent.Limits;
import dev.deployarchitect.agent.ScriptedEndpoint;
import dev.deployarchitect.agent.ScriptedEndpoint.Reply;
import dev.deployarchitect.content.Content;
import dev.deployarchitect.delivery.OutsideTool;
import dev.deployarchitect.scratch.Scratch;
import dev.deployarchitect.servers.ScratchProcesses;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows are loaded into a real scratch server, until somebody does not want them any more. */
@Timeout(180)
class CancelledWorkTest extends FrontTest {
  private static final Architect LOADING =
      new Architect(Content.packed(), OutsideTool.none(), Scratch.at(""));
  private static final String ARGUMENTS = "{\"execute\":true,\"rows\":1000000}";
  private static final Reply.Calls SLOW =
      new Reply.Calls(List.<String[]>of(new String[] {"review_migrations", ARGUMENTS}));

  private final ScriptedEndpoint endpoint = new ScriptedEndpoint(SLOW, new Reply.Says("Next."));

  @Override
  Architect architect() {
    return LOADING;
  }

  @BeforeEach
  void start() {
    serve(
        Given.model(endpoint.baseUrl(), "scripted", Duration.ofSeconds(20)),
        ServerSettings.loopback(0));
  }

  @AfterEach
  void stop() {
    endpoint.close();
  }

  @Test
  void aCancelledRunHasEndedWhenItSaysSo() throws Exception {
    String runs = "/v1/conversations/" + conversation() + "/runs";
    String run =
        Given.json(send("POST", runs, "{\"question\":\"Safe?\"}").body()).path("id").asText();
    ScratchProcesses.awaitLoading(ProcessHandle.current());
    send("POST", "/v1/runs/" + run + "/cancel", "");
    assertThat(send("GET", "/v1/runs/" + run + "/events", "").body())
        .contains("event: run_cancelled");
    ScratchProcesses.awaitNone(ProcessHandle.current());
  }

  private Socket socket(String body) throws Exception {
    URI server = URI.create(base);
    Socket socket = new Socket(server.getHost(), server.getPort());
    OutputStream out = socket.getOutputStream();
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    out.write(
        "POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
            .formatted(bytes.length)
            .getBytes(StandardCharsets.US_ASCII));
    out.write(bytes);
    out.flush();
    return socket;
  }

  private static String chat(boolean stream) {
    return "{\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"Safe?\"}]}"
        .formatted(stream);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anOpenAiClientThatHangsUpStopsTheWork(boolean stream) throws Exception {
    Socket socket = socket(chat(stream));
    ScratchProcesses.awaitLoading(ProcessHandle.current());
    socket.close();
    ScratchProcesses.awaitNone(ProcessHandle.current());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aRequestSentEarlyIsNoHangup(boolean stream) throws Exception {
    try (ScriptedEndpoint quick = new ScriptedEndpoint(new Reply.Says("First."))) {
      close();
      opened.clear();
      serve(
          Given.model(quick.baseUrl(), "scripted", Duration.ofSeconds(20)),
          ServerSettings.loopback(0));
      try (Socket socket = socket(chat(stream))) {
        socket
            .getOutputStream()
            .write(
                "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
        InputStream in = socket.getInputStream();
        assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
            .contains("First.")
            .contains("{\"status\":\"ok\"}");
      }
    }
  }

  @Test
  void anMcpCallIsCancelledByNoticeAndWithItsSession() throws Exception {
    String[] accept = {
      "Accept", "application/json, text/event-stream", "Content-Type", "application/json"
    };
    String hello =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}";
    String session =
        send("POST", "/mcp", hello, accept).headers().firstValue("Mcp-Session-Id").orElseThrow();
    String[] in = {"Accept", accept[1], accept[2], accept[3], "Mcp-Session-Id", session};
    send("POST", "/mcp", "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}", in);
    String call =
        "{\"jsonrpc\":\"2.0\",\"id\":\"slow\",\"method\":\"tools/call\",\"params\":{\"name\":\"review_migrations\",\"arguments\":%s}}"
            .formatted(ARGUMENTS);
    Thread caller = Thread.ofVirtual().start(() -> quietly("POST", call, in));
    ScratchProcesses.awaitLoading(ProcessHandle.current());
    String other =
        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":\"%s\"}}";
    assertThat(send("POST", "/mcp", other.formatted("another"), in).statusCode()).isEqualTo(202);
    assertThat(ScratchProcesses.below(ProcessHandle.current())).isNotEmpty();
    assertThat(send("POST", "/mcp", other.formatted("slow"), in).statusCode()).isEqualTo(202);
    ScratchProcesses.awaitNone(ProcessHandle.current());
    assertThat(caller.join(Duration.ofSeconds(5))).as("its stream ends").isTrue();

    Thread.ofVirtual().start(() -> quietly("POST", call, in));
    ScratchProcesses.awaitLoading(ProcessHandle.current());
    send("DELETE", "/mcp", "", in);
    ScratchProcesses.awaitNone(ProcessHandle.current());
  }

  private void quietly(String method, String body, String... headers) {
    try {
      send(method, "/mcp", body, headers);
    } catch (Exception e) {
      // Its stream was cut.
      return;
    }
  }

  @Test
  void aRunOutOfTimeStopsItsToolsToo() throws Exception {
    close();
    opened.clear();
    try (ScriptedEndpoint again = new ScriptedEndpoint(SLOW)) {
      serve(
          Given.model(again.baseUrl(), "scripted", Duration.ofSeconds(20)),
          ServerSettings.loopback(0),
          new Limits(16, 400_000, 0, Duration.ofSeconds(6), 90_000, Limits.Patience.NONE));
      String runs = "/v1/conversations/" + conversation() + "/runs";
      long start = System.nanoTime();
      String events =
          send("POST", runs, "{\"question\":\"Safe?\"}", "Accept", "text/event-stream").body();
      assertThat(events).contains("event: limit_reached").contains("event: run_finished");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(9));
      ScratchProcesses.awaitNone(ProcessHandle.current());
    }
  }
}
