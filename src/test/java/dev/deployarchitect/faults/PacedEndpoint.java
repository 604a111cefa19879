package dev.deployarchitect.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;

/**
 * A model that remembers nothing: each request tells by its tool results which step it asks for. It
 * speaks word by word.
 */
final class PacedEndpoint implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /**
   * What one step gives.
   *
   * @param tool called after the text; empty in the last step
   */
  record Step(String text, String tool) {}

  private final HttpServer server;
  private final List<Step> steps;
  private final long paceMillis;

  PacedEndpoint(List<Step> steps, long paceMillis) {
    this.steps = steps;
    this.paceMillis = paceMillis;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/v1/chat/completions", this::answer);
    server.start();
  }

  String baseUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  private void answer(HttpExchange exchange) throws IOException {
    JsonNode messages = MAPPER.readTree(exchange.getRequestBody().readAllBytes()).path("messages");
    int answered = 0;
    for (JsonNode message : messages) {
      String role = message.path("role").asText();
      answered = role.equals("user") ? 0 : role.equals("tool") ? answered + 1 : answered;
    }
    Step step = steps.get(Math.min(answered, steps.size() - 1));
    exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      for (String word : step.text().splitWithDelimiters(" ", 0)) {
        Thread.sleep(paceMillis);
        chunk(out, "{\"content\":%s}".formatted(MAPPER.writeValueAsString(word)), "null");
      }
      if (!step.tool().isEmpty()) {
        chunk(
            out,
            """
            {"tool_calls":[{"index":0,"id":"call_%d","type":"function",
            "function":{"name":"%s","arguments":"{}"}}]}\
            """
                .formatted(answered, step.tool())
                .replace("\n", ""),
            "null");
      }
      chunk(out, "{}", step.tool().isEmpty() ? "\"stop\"" : "\"tool_calls\"");
      out.write("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void chunk(OutputStream out, String delta, String finish) throws IOException {
    String data =
        "data: {\"id\":\"x\",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":%s,\"finish_reason\":%s}]}\n\n"
            .formatted(delta, finish);
    out.write(data.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
