package dev.deployarchitect.front.http;

import jakarta.servlet.http.HttpServletRequest;

/** Which pages are this server's own. Scripts can set neither of the headers that tell. */
final class Surface {
  private Surface() {}

  /** Whether a page of ours asks, or no page at all. */
  static boolean isOwn(HttpServletRequest request) {
    String origin = request.getHeader("Origin");
    if (origin == null) {
      return true;
    }
    // The second holds behind a proxy, which sends a Host of its own.
    return origin.replaceFirst("^https?://", "").equalsIgnoreCase(request.getHeader("Host"))
        || "same-origin".equals(request.getHeader("Sec-Fetch-Site"));
  }
}
