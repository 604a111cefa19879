package dev.deployarchitect.front.http;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Before every route, {@code /mcp} too: the Host must be ours (a rebound DNS name is not), a
 * browser's Origin must be ours or allowed, and where a key is set it must be given.
 */
final class RequestGuard implements Filter {
  /** What says nothing of anybody: the page asks for a key itself. */
  private static final Set<String> OPEN =
      Set.of("/healthz", "/readyz", "/", "/widget.js", "/page.css");

  private final ServerSettings settings;

  RequestGuard(ServerSettings settings) {
    this.settings = settings;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest http = (HttpServletRequest) request;
    HttpServletResponse out = (HttpServletResponse) response;
    out.setHeader("X-Content-Type-Options", "nosniff");
    out.setHeader("Referrer-Policy", "no-referrer");
    // What is no page of ours is no page at all; pages and streams set their own of these two.
    out.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    out.setHeader("Cache-Control", "no-store");
    String origin = http.getHeader("Origin");
    if (!settings.hosts().contains(host(http.getHeader("Host")))) {
      refuse(
          out,
          403,
          "This server does not answer under that host name; start it with --allow-origin and the address it is opened by, such as https://architect.example.com.");
      return;
    }
    if (origin != null && !allowed(origin)) {
      refuse(out, 403, "Pages of this origin may not use this server.");
      return;
    }
    if (origin != null) {
      // Before keys are looked at: a page must be able to read that one is asked for.
      share(out, origin);
    }
    Optional<String> caller = caller(http);
    if (caller.isEmpty()) {
      out.setHeader("WWW-Authenticate", "Bearer");
      refuse(out, 401, "Give a key of this server: Authorization: Bearer KEY.");
    } else if (http.getMethod().equals("OPTIONS")) {
      out.setStatus(204);
    } else {
      chain.doFilter(Caller.as(caller.get(), http), response);
    }
  }

  private static void share(HttpServletResponse out, String origin) {
    out.setHeader("Access-Control-Allow-Origin", origin);
    out.setHeader("Vary", "Origin");
    out.setHeader(
        "Access-Control-Allow-Headers",
        "Authorization, Content-Type, Idempotency-Key, Last-Event-ID");
    out.setHeader("Access-Control-Allow-Methods", "GET, POST, DELETE, OPTIONS");
    out.setHeader("Access-Control-Max-Age", "600");
  }

  private boolean allowed(String origin) {
    try {
      String host = URI.create(origin).getHost();
      return settings.origins().contains(origin)
          || (host != null && settings.hosts().contains(host.toLowerCase(Locale.ROOT)));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** The caller's name; empty when a key or token is needed and none that counts was given. */
  private Optional<String> caller(HttpServletRequest http) {
    if (settings.isOpen()
        || OPEN.contains(http.getRequestURI())
        || http.getMethod().equals("OPTIONS")) {
      return Optional.of("");
    }
    String given = http.getHeader("Authorization");
    if (given == null || !given.startsWith("Bearer ")) {
      return Optional.empty();
    }
    String bearer = given.substring("Bearer ".length()).strip();
    return settings.keys().name(bearer).or(() -> settings.issuer().flatMap(i -> i.subject(bearer)));
  }

  /** Without the port; brackets of an IPv6 address stay. */
  static String host(String header) {
    if (header == null) {
      return "";
    }
    int colon = header.lastIndexOf(':');
    boolean port = colon > header.lastIndexOf(']') && colon > 0;
    return (port ? header.substring(0, colon) : header).toLowerCase(Locale.ROOT);
  }

  private static void refuse(HttpServletResponse out, int status, String detail)
      throws IOException {
    out.setStatus(status);
    out.setContentType("application/problem+json");
    out.getOutputStream()
        .write(
            new Problem(status, status == 401 ? "Unauthorized" : "Forbidden", detail)
                .json()
                .toString()
                .getBytes(StandardCharsets.UTF_8));
  }
}
