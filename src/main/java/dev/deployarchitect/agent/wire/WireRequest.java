package dev.deployarchitect.agent.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * What goes out. Headers may hold a key: they are never stored or logged.
 *
 * @param pieces the body in UTF-8, in order; long ones are shared by many requests, and never
 *     changed
 */
public record WireRequest(String url, Map<String, List<String>> headers, List<byte[]> pieces) {

  /** The body put together. */
  public String body() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    pieces.forEach(out::writeBytes);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return url;
  }
}
