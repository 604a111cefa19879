package dev.deployarchitect.agent;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/** An OpenAI-compatible endpoint on a free port that gives scripted replies over real HTTP. */
public final class ScriptedEndpoint implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** What one request gets. */
  public sealed interface Reply {
    record Says(String text) implements Reply {}

    record Calls(List<String[]> calls) implements Reply {}

    record Status(int status) implements Reply {}

    /** Status 429 with the wish to wait. */
    record Later(String retryAfter) implements Reply {}

    /** Lines of a stream as they stand there, and its end. */
    record Raw(String lines) implements Reply {}

    /** So many characters of text in pieces of a thousand. */
    record LongText(int characters) implements Reply {}

    /** Some text, then the connection ends without a finish. */
    record CutOff(String text) implements Reply {}

    /** Some text, then nothing more, for as long as the client stays. */
    record Hangs(String text) implements Reply {}

    /** An error event inside a stream of status 200. */
    record ErrorInside() implements Reply {}

    /** Nothing at all for some time, and then the reply. */
    record Slow(long millis, Reply then) implements Reply {}

    /** Headers and nothing more, for as long as the client stays. */
    record Silence() implements Reply {}
  }

  private final HttpServer server;
  private final BlockingQueue<Reply> script = new LinkedBlockingQueue<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  public ScriptedEndpoint(Reply... replies) {
    script.addAll(List.of(replies));
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/v1/chat/completions", this::answer);
    server.start();
  }

  public String baseUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  /** The bodies that were sent, in order. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    Reply reply = script.poll();
    if (reply instanceof Reply.Slow(long millis, Reply then)) {
      LockSupport.parkNanos(millis * 1_000_000);
      reply = then;
    }
    if (reply instanceof Reply.Later(String retryAfter)) {
      exchange.getResponseHeaders().add("Retry-After", retryAfter);
      exchange.sendResponseHeaders(429, -1);
      exchange.close();
      return;
    }
    if (reply instanceof Reply.Status(int status)) {
      byte[] body = "{\"error\":{\"message\":\"scripted\"}}".getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
      exchange.close();
      return;
    }
    exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      out.flush();
      switch (reply) {
        case Reply.Says(String text) -> {
          for (int i = 0; i < text.length(); i += 7) {
            delta(
                out,
                object().put("content", text.substring(i, Math.min(i + 7, text.length()))),
                null);
          }
          end(out, "stop");
        }
        case Reply.Calls(List<String[]> calls) -> {
          for (int i = 0; i < calls.size(); i++) {
            ObjectNode delta = object();
            ObjectNode call =
                delta
                    .putArray("tool_calls")
                    .addObject()
                    .put("index", i)
                    .put("id", "call_" + requests.size() + "_" + i)
                    .put("type", "function");
            call.putObject("function")
                .put("name", calls.get(i)[0])
                .put("arguments", calls.get(i)[1]);
            delta(out, delta, null);
          }
          end(out, "tool_calls");
        }
        case Reply.Raw(String lines) -> out.write(lines.getBytes(StandardCharsets.UTF_8));
        case Reply.LongText(int characters) -> {
          for (int i = 0; i < characters; i += 1000) {
            delta(out, object().put("content", "x".repeat(1000)), null);
          }
          end(out, "stop");
        }
        case Reply.CutOff(String text) -> delta(out, object().put("content", text), null);
        case Reply.ErrorInside() -> write(out, "{\"error\":{\"message\":\"boom\"}}");
        case Reply.Hangs(String text) -> {
          delta(out, object().put("content", text), null);
          Thread.sleep(60_000);
        }
        case Reply.Silence() -> Thread.sleep(60_000);
        default -> throw new IllegalStateException("the script has ended");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static void end(OutputStream out, String finish) throws IOException {
    delta(out, object(), finish);
    write(
        out,
        "{\"choices\":[],\"usage\":{\"prompt_tokens\":11,\"completion_tokens\":5,"
            + "\"total_tokens\":16}}");
    write(out, "[DONE]");
  }

  private static void delta(OutputStream out, ObjectNode delta, String finish) throws IOException {
    ObjectNode event = object().put("id", "x").put("object", "chat.completion.chunk");
    ObjectNode choice = event.putArray("choices").addObject().put("index", 0);
    choice.set("delta", delta);
    choice.put("finish_reason", finish);
    write(out, MAPPER.writeValueAsString(event));
  }

  private static void write(OutputStream out, String data) throws IOException {
    out.write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
