package dev.deployarchitect.front.mcp;

import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import java.util.Map;

/** What a transport tells of a message beside the message: who sent it, and under which id. */
final class CallContext {
  private static final String CALLER = "caller";
  private static final String REQUEST = "request";

  private CallContext() {}

  /**
   * Of one message.
   *
   * @param request its JSON-RPC id; empty for one without
   */
  static McpTransportContext of(String caller, Object request) {
    return McpTransportContext.create(Map.of(CALLER, caller, REQUEST, request));
  }

  static Calls.Id id(McpSyncServerExchange exchange) {
    McpTransportContext context = exchange.transportContext();
    Object caller = context.get(CALLER);
    Object request = context.get(REQUEST);
    return new Calls.Id(
        caller == null ? "" : caller.toString(),
        exchange.sessionId(),
        request == null ? "" : request.toString());
  }
}
