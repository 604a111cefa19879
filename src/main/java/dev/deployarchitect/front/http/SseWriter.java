package dev.deployarchitect.front.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Server-sent events. Our own: Javalin's drops trailing line breaks, and answers an empty 200 to a
 * client without the right Accept header.
 */
final class SseWriter {
  private final OutputStream out;

  SseWriter(Context ctx) throws IOException {
    ctx.status(200);
    ctx.contentType("text/event-stream; charset=utf-8");
    ctx.header("Cache-Control", "no-cache, no-transform");
    ctx.header("X-Accel-Buffering", "no");
    this.out = ctx.res().getOutputStream();
  }

  /** How long a client waits before it comes back. */
  void retry(int millis) throws IOException {
    write("retry: " + millis + "\n\n");
  }

  /** Goes out with the next {@link #flush}, or when the buffer is full. */
  void event(long id, String type, String data) throws IOException {
    put("id: " + id + "\nevent: " + type + "\ndata: " + data + "\n\n");
  }

  /** Data alone, as the OpenAI protocol has it. */
  void data(String data) throws IOException {
    write("data: " + data + "\n\n");
  }

  /** Keeps proxies from closing, and shows us a client that has gone. */
  void heartbeat() throws IOException {
    write(": still here\n\n");
  }

  void flush() throws IOException {
    out.flush();
  }

  private void write(String frame) throws IOException {
    put(frame);
    flush();
  }

  private void put(String frame) throws IOException {
    out.write(frame.getBytes(StandardCharsets.UTF_8));
  }
}
