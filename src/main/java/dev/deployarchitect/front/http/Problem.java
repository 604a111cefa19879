package dev.deployarchitect.front.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;

/** An error as RFC 9457 {@code application/problem+json}. */
final class Problem extends RuntimeException {
  static final String TYPE = "application/problem+json";

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String title;

  Problem(int status, String title, String detail) {
    super(detail);
    this.status = status;
    this.title = title;
  }

  int status() {
    return status;
  }

  void answer(Context ctx) {
    // As bytes: text of a type without a charset would be sent as ISO-8859-1; JSON is UTF-8.
    ctx.status(status).contentType(TYPE).result(bytes());
  }

  byte[] bytes() {
    return json().toString().getBytes(StandardCharsets.UTF_8);
  }

  ObjectNode json() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("type", "about:blank")
        .put("title", title)
        .put("status", status)
        .put("detail", getMessage());
  }
}
