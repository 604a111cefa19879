package dev.deployarchitect.front.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deployarchitect.Given;
import dev.deployarchitect.agent.ScriptedEndpoint;
import dev.deployarchitect.agent.ScriptedEndpoint.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** More analysis than there are cores, of files made to take long, and what still answers. */
@Timeout(120)
class BusyServerTest extends FrontTest {
  /** Each takes seconds. */
  private static final String[] FILES = {
    "ALTER TABLE a ADD COLUMN b text NOT NULL; -- architect-ignore: a\n".repeat(14_000),
    "CREATE INDEX a ON b (c); -- architect-ignore: a\n".repeat(19_000)
  };

  /** A second, and one more for a machine that runs other tests meanwhile. */
  private static final Duration SOON = Duration.ofSeconds(2);

  private final ScriptedEndpoint endpoint =
      new ScriptedEndpoint(
          IntStream.range(0, 24)
              .mapToObj(i -> new Reply.Calls(calls("a" + i)))
              .toArray(Reply[]::new));

  private String[] in;

  private static ObjectNode arguments(String name, int file) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("path", "migrations/%s%d.sql".formatted(name, file))
        .put("content", FILES[file]);
  }

  private static List<String[]> calls(String name) {
    return List.<String[]>of(
        new String[] {"review_migrations", arguments(name, 0).toString()},
        new String[] {"review_migrations", arguments(name, 1).toString()});
  }

  @BeforeEach
  void start() throws Exception {
    serve(
        Given.model(endpoint.baseUrl(), "scripted", Duration.ofSeconds(20)),
        ServerSettings.loopback(0));
    String[] accept = {"Accept", "application/json, text/event-stream"};
    String hello =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}";
    String session =
        send("POST", "/mcp", hello, accept).headers().firstValue("Mcp-Session-Id").orElseThrow();
    in = new String[] {accept[0], accept[1], "Mcp-Session-Id", session};
    send("POST", "/mcp", "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}", in);
  }

  @AfterEach
  void stop() {
    endpoint.close();
  }

  private String run() throws Exception {
    String runs = "/v1/conversations/" + conversation() + "/runs";
    return Given.json(send("POST", runs, "{\"question\":\"Safe?\"}").body()).path("id").asText();
  }

  private static String cancelled(int id) {
    return "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":%d}}"
        .formatted(id);
  }

  private Thread call(int id) {
    ObjectNode call =
        JsonNodeFactory.instance
            .objectNode()
            .put("jsonrpc", "2.0")
            .put("id", id)
            .put("method", "tools/call");
    call.putObject("params")
        .put("name", "review_migrations")
        .set("arguments", arguments("c" + id, id % 2));
    return Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try {
            send("POST", "/mcp", call.toString(), in);
          } catch (IOException | InterruptedException e) {
            // Its stream was cut.
            return;
          }
        });
  }

  private Duration timed(String method, String path, String body, String... headers)
      throws Exception {
    long start = System.nanoTime();
    assertThat(send(method, path, body, headers).statusCode()).isLessThan(300);
    return Duration.ofNanos(System.nanoTime() - start);
  }

  @Test
  void aBusyServerAnswersCancelsAndEnds() throws Exception {
    List<Thread> calls = new ArrayList<>();
    for (int i = 0; i < 8 * Runtime.getRuntime().availableProcessors(); i++) {
      calls.add(call(100 + i));
    }
    List<String> runs = List.of(run(), run());
    for (int i = 0; i < 12; i++) {
      assertThat(timed("GET", "/healthz", "")).isLessThan(SOON);
      Thread.sleep(150);
    }
    assertThat(calls).as("the load is a load").anyMatch(Thread::isAlive);
    Thread cancelled = call(10);
    for (String run : runs) {
      Duration took = timed("POST", "/v1/runs/" + run + "/cancel", "");
      long start = System.nanoTime();
      assertThat(send("GET", "/v1/runs/" + run + "/events", "").body())
          .contains("event: run_cancelled");
      assertThat(took.plus(Duration.ofNanos(System.nanoTime() - start))).isLessThan(SOON);
    }
    assertThat(timed("POST", "/mcp", cancelled(10), in)).isLessThan(SOON);
    assertThat(cancelled.join(SOON)).as("a cancelled call ends").isTrue();
    call(12);
    long start = System.nanoTime();
    close();
    opened.clear();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }
}
