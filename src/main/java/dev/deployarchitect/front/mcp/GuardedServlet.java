package dev.deployarchitect.front.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;

/**
 * What the SDK's servlet (2.1.0, 2.2.0) does not do: a session is of use to the caller that began
 * it alone, and {@code notifications/cancelled} stops the call that it names. A lost connection
 * cancels nothing in the revisions served here (MCP 2025-11-25, "Streamable HTTP").
 */
final class GuardedServlet extends HttpServlet {
  /** Of a request: its JSON-RPC id, as JSON. */
  static final String REQUEST_ID = "architect.request-id";

  private static final long serialVersionUID = 1L;
  private static final String SESSION = "Mcp-Session-Id";
  private static final int MAX_MESSAGE = 16 << 20;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final transient HttpServlet inner;
  private final transient HttpSessions sessions = new HttpSessions();
  private final transient Calls calls;

  GuardedServlet(HttpServlet inner, Calls calls) {
    this.inner = inner;
    this.calls = calls;
  }

  @Override
  public void init(ServletConfig config) throws ServletException {
    super.init(config);
    inner.init(config);
  }

  @Override
  public void destroy() {
    inner.destroy();
  }

  static String caller(HttpServletRequest request) {
    return request.getRemoteUser() == null ? "" : request.getRemoteUser();
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    String caller = caller(request);
    String session = request.getHeader(SESSION);
    if (session != null && !sessions.belongs(session, caller)) {
      response.setStatus(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    if (request.getMethod().equals("DELETE") && session != null) {
      calls.cancelSession(session);
      sessions.ended(session);
    }
    if (!request.getMethod().equals("POST")) {
      inner.service(request, response);
      return;
    }
    byte[] body = request.getInputStream().readNBytes(MAX_MESSAGE + 1);
    if (body.length > MAX_MESSAGE) {
      response.setStatus(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
      return;
    }
    JsonNode message = json(body);
    if (session != null && message.path("method").asText().equals("notifications/cancelled")) {
      String id = message.at("/params/requestId").toString();
      calls.cancel(new Calls.Id(caller, session, id));
      response.setStatus(HttpServletResponse.SC_ACCEPTED);
      return;
    }
    HttpServletRequest again = new BodyRequest(request, body);
    again.setAttribute(REQUEST_ID, message.has("id") ? message.path("id").toString() : "");
    inner.service(again, new Beginning(response, caller));
  }

  /** Missing where it is none: the SDK's servlet says so. */
  private static JsonNode json(byte[] body) throws IOException {
    try {
      return MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  /** Notes the session that a response begins. */
  private final class Beginning extends HttpServletResponseWrapper {
    private final String caller;

    Beginning(HttpServletResponse response, String caller) {
      super(response);
      this.caller = caller;
    }

    @Override
    public void setHeader(String name, String value) {
      note(name, value);
      super.setHeader(name, value);
    }

    @Override
    public void addHeader(String name, String value) {
      note(name, value);
      super.addHeader(name, value);
    }

    private void note(String name, String value) {
      if (SESSION.equalsIgnoreCase(name)) {
        sessions.begun(value, caller);
      }
    }
  }
}
