package dev.deployarchitect.front.mcp;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;

/**
 * Answers errors in one sentence: the SDK (2.1.0) serialises its exception with the whole stack
 * trace into the body of an error response.
 */
final class ScrubbedServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient HttpServlet inner;

  ScrubbedServlet(HttpServlet inner) {
    this.inner = inner;
  }

  @Override
  public void init(ServletConfig config) throws ServletException {
    super.init(config);
    inner.init(config);
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    Watched watched = new Watched(response);
    inner.service(request, watched);
    if (watched.failed()) {
      watched.sentence();
    }
  }

  @Override
  public void destroy() {
    inner.destroy();
  }

  /** Holds back what is written under an error status; everything else passes. */
  private static final class Watched extends HttpServletResponseWrapper {
    private final StringWriter held = new StringWriter();

    Watched(HttpServletResponse response) {
      super(response);
    }

    boolean failed() {
      return getStatus() >= 400 && !isCommitted();
    }

    @Override
    public PrintWriter getWriter() throws IOException {
      return getStatus() >= 400 ? new PrintWriter(held) : super.getWriter();
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
      return super.getOutputStream();
    }

    @Override
    public void sendError(int status, String message) {
      setStatus(status);
    }

    @Override
    public void sendError(int status) {
      setStatus(status);
    }

    void sentence() throws IOException {
      ObjectNode body = JsonNodeFactory.instance.objectNode().put("jsonrpc", "2.0");
      body.putNull("id");
      body.putObject("error")
          .put("code", getStatus() == 404 ? -32001 : -32600)
          .put(
              "message",
              getStatus() == 404
                  ? "The session is not known; initialize again."
                  : "The request does not fit MCP's Streamable HTTP (status %d)."
                      .formatted(getStatus()));
      setContentType("application/json");
      byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
      super.getOutputStream().write(bytes);
    }
  }
}
