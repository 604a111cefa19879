package dev.deployarchitect.agent.wire;

import java.util.List;
import java.util.Map;

/** What goes out. Headers may hold a key: they are never stored or logged. */
public record WireRequest(String url, Map<String, List<String>> headers, String body) {

  @Override
  public String toString() {
    return url;
  }
}
