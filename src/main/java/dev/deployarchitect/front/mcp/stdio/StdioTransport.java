package dev.deployarchitect.front.mcp.stdio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpServerSession;
import io.modelcontextprotocol.spec.McpServerTransport;
import io.modelcontextprotocol.spec.McpServerTransportProvider;
import io.modelcontextprotocol.spec.ProtocolVersions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * One client on a pair of streams. In place of the SDK's transport (2.1.0 and 2.2.0), which stops
 * reading at the first line that is no message, and never ends then.
 */
public final class StdioTransport implements McpServerTransportProvider, McpServerTransport {
  private static final Logger LOG = LoggerFactory.getLogger(StdioTransport.class);

  /** Bytes of one message; larger than any file that a tool takes. */
  private static final int MAX_MESSAGE = 16 << 20;

  /** Revisions in which a line may hold several messages. */
  private static final Set<String> BATCHING =
      Set.of(ProtocolVersions.MCP_2024_11_05, ProtocolVersions.MCP_2025_03_26);

  /** What the SDK would keep waiting for ever before the handshake. */
  private static final Set<String> AFTER_HANDSHAKE =
      Set.of("tools/list", "tools/call", "prompts/list", "prompts/get", "logging/setLevel");

  /** What the client says beside its requests. */
  public interface Notices {
    /** Whether a request of this id, as JSON, was under way, and is stopped now. */
    void cancelled(String id);

    void rootsChanged();
  }

  /** How a message reaches a session: with what the tools are told of it. */
  @FunctionalInterface
  public interface Delivery {
    /** Handles a message; {@code id} is that of a request, as JSON, else empty. */
    Mono<Void> deliver(Mono<Void> handling, String id);
  }

  private final McpJsonMapper mapper;
  private final LineReader lines;
  private final OutputStream out;
  private final Notices notices;
  private final Delivery delivery;
  private final Pending pending = new Pending();
  private final ReentrantLock writing = new ReentrantLock();
  private McpServerSession session;
  private String version = "";
  private boolean initialized;

  public StdioTransport(
      McpJsonMapper mapper, InputStream in, OutputStream out, Notices notices, Delivery delivery) {
    this.mapper = mapper;
    this.lines = new LineReader(in, MAX_MESSAGE);
    this.out = out;
    this.notices = notices;
    this.delivery = delivery;
  }

  /** Reads messages on the calling thread until the input ends. */
  public void read() {
    try {
      while (true) {
        switch (lines.next()) {
          case LineReader.Line.End() -> {
            return;
          }
          case LineReader.Line.Unreadable(String why) ->
              write(error(Message.Bad.of(Message.PARSE_ERROR, why)));
          case LineReader.Line.Text(String text) -> {
            if (!text.isEmpty()) {
              line(Message.read(text));
            }
          }
        }
      }
    } catch (IOException e) {
      LOG.info("the input broke: {}", e.getMessage());
    }
  }

  /** Whether every request has its answer. */
  public boolean isIdle() {
    return pending.isEmpty();
  }

  private void line(Message message) {
    if (!(message instanceof Message.Batch(List<Message> messages))) {
      accept(message, Optional.empty());
    } else if (BATCHING.contains(version)) {
      Pending.Group group = new Pending.Group();
      messages.forEach(each -> accept(each, Optional.of(group)));
      pending.read(group).ifPresent(this::write);
    } else {
      write(
          error(
              Message.Bad.of(
                  Message.INVALID_REQUEST,
                  "One message a line: MCP has no batches since revision 2025-06-18.")));
    }
  }

  private void accept(Message message, Optional<Pending.Group> group) {
    switch (message) {
      case Message.Bad bad -> refuse(bad, group);
      case Message.Batch batch ->
          refuse(Message.Bad.of(Message.INVALID_REQUEST, "A batch in a batch."), group);
      case Message.Response(ObjectNode json) -> {
        if (json.path("id").isValueNode() && !json.path("id").isNull()) {
          handle(json, "");
        }
      }
      case Message.Notification notification -> notified(notification);
      case Message.Request request -> requested(request, group);
    }
  }

  private void refuse(Message.Bad bad, Optional<Pending.Group> group) {
    group.ifPresentOrElse(g -> pending.add(g, error(bad)), () -> write(error(bad)));
  }

  private void notified(Message.Notification notification) {
    switch (notification.method()) {
      case "notifications/cancelled" -> {
        JsonNode id = notification.json().at("/params/requestId");
        pending.dropped(id).ifPresent(this::write);
        notices.cancelled(id.toString());
      }
      case "notifications/roots/list_changed" -> notices.rootsChanged();
      case "notifications/initialized" -> initialized();
      default -> handle(notification.json(), "");
    }
  }

  private void requested(Message.Request request, Optional<Pending.Group> group) {
    boolean early = version.isEmpty() && AFTER_HANDSHAKE.contains(request.method());
    if (early) {
      String why = "Send initialize first.";
      refuse(new Message.Bad(Message.INVALID_REQUEST, why, request.id()), group);
      return;
    }
    if (!pending.add(request.id(), group)) {
      String why = "A request of this id is under way.";
      refuse(new Message.Bad(Message.INVALID_REQUEST, why, request.id()), group);
      return;
    }
    if (request.method().equals("ping")) {
      // The SDK answers none before the handshake.
      ObjectNode pong = answer(request.id());
      pong.putObject("result");
      pending.answered(request.id(), pong).ifPresent(this::write);
      return;
    }
    if (request.method().equals("initialize")) {
      version = request.json().at("/params/protocolVersion").asText("?");
    } else if (!version.isEmpty()) {
      initialized();
    }
    handle(request.json(), request.id().toString());
  }

  /** Once; a client that forgets to say so would wait for ever. */
  private void initialized() {
    if (!initialized && !version.isEmpty()) {
      initialized = true;
      handle(
          JsonNodeFactory.instance
              .objectNode()
              .put("jsonrpc", "2.0")
              .put("method", "notifications/initialized"),
          "");
    }
  }

  private void handle(ObjectNode json, String id) {
    try {
      Mono<Void> handling =
          session.handle(McpSchema.deserializeJsonRpcMessage(mapper, json.toString()));
      delivery
          .deliver(handling, id)
          .subscribe(done -> {}, e -> LOG.warn("a message was not handled: {}", e.getMessage()));
    } catch (IOException | RuntimeException e) {
      LOG.warn("a message was not handled: {}", e.getMessage());
      JsonNode request = json.path("id");
      Message.Bad bad = new Message.Bad(Message.INVALID_REQUEST, "No MCP message.", request);
      pending.answered(request, error(bad)).ifPresent(this::write);
    }
  }

  private static ObjectNode answer(JsonNode id) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode().put("jsonrpc", "2.0");
    answer.set("id", id);
    return answer;
  }

  private static ObjectNode error(Message.Bad bad) {
    ObjectNode answer = answer(bad.id());
    answer.putObject("error").put("code", bad.code()).put("message", bad.why());
    return answer;
  }

  private void write(JsonNode message) {
    writing.lock();
    try {
      out.write((message + "\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException e) {
      LOG.info("nobody reads any more: {}", e.getMessage());
    } finally {
      writing.unlock();
    }
  }

  @Override
  public Mono<Void> sendMessage(McpSchema.JSONRPCMessage message) {
    return Mono.fromRunnable(() -> {
      ObjectNode json = Message.MAPPER.valueToTree(message);
      if (message instanceof McpSchema.JSONRPCResponse) {
        if (json.path("error") instanceof ObjectNode error) {
          SdkError.scrub(error);
        }
        pending.answered(json.path("id"), json).ifPresent(this::write);
      } else {
        write(json);
      }
    });
  }

  @Override
  public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
    return mapper.convertValue(data, type);
  }

  @Override
  public void setSessionFactory(McpServerSession.Factory factory) {
    session = factory.create(this);
  }

  @Override
  public Mono<Void> notifyClients(String method, Object params) {
    return session.sendNotification(method, params);
  }

  @Override
  public Mono<Void> closeGracefully() {
    return Mono.empty();
  }

  @Override
  public void close() {
    // The streams belong to whoever gave them.
  }

  @Override
  public List<String> protocolVersions() {
    return List.of(
        ProtocolVersions.MCP_2024_11_05,
        ProtocolVersions.MCP_2025_03_26,
        ProtocolVersions.MCP_2025_06_18,
        ProtocolVersions.MCP_2025_11_25);
  }
}
