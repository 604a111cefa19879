package dev.deployarchitect.front.http;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Before every route, {@code /mcp} too: the Host must be ours (a rebound DNS name is not), a
 * browser's Origin must be ours to the port or allowed, a body must say that it is JSON (a page
 * elsewhere can send other types without asking first), and where a key is set it must be given.
 */
final class RequestGuard implements Filter {
  /** What says nothing of anybody: the page asks for a key itself. */
  private static final Set<String> OPEN =
      Set.of("/healthz", "/readyz", "/", "/widget.js", "/page.css");

  private static final String BEARER = "bearer ";

  private final ServerSettings settings;
  private final FailedKeys failed = new FailedKeys(System::nanoTime);

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
    out.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    String origin = http.getHeader("Origin");
    if (!settings.hosts().contains(host(http.getHeader("Host")))) {
      refuse(
          out,
          403,
          "This server does not answer under that host name; start it with --allow-origin and the address it is opened by, such as https://architect.example.com.");
      return;
    }
    if (origin != null && !Surface.isOwn(http) && !settings.origins().contains(origin)) {
      refuse(
          out,
          403,
          "Pages of this origin may not use this server; start it with --allow-origin and the page's origin to allow them.");
      return;
    }
    if (!Surface.isOwn(http) && http.getRequestURI().startsWith("/mcp")) {
      // It would be asked for a yes, and would answer it.
      refuse(out, 403, "Pages of other origins do not use MCP; they embed the widget.");
      return;
    }
    if (!saysItsType(http)) {
      refuse(
          out,
          415,
          "Send the body as JSON, with Content-Type: application/json (a workspace also as application/zip).");
      return;
    }
    if (origin != null) {
      // Before keys are looked at: a page must be able to read that one is asked for.
      share(out, origin);
    }
    if (http.getMethod().equals("OPTIONS")) {
      out.setStatus(204);
      return;
    }
    Optional<String> caller = needsNoKey(http) ? Optional.of("") : known(http, out);
    if (caller.isPresent()) {
      chain.doFilter(Caller.as(caller.get(), http), response);
    }
  }

  private boolean needsNoKey(HttpServletRequest http) {
    return settings.isOpen() || OPEN.contains(http.getRequestURI());
  }

  /** The name of who asks; empty where the key or token does not count, which is answered. */
  private Optional<String> known(HttpServletRequest http, HttpServletResponse out)
      throws IOException {
    String bearer = bearer(http.getHeader("Authorization"));
    // What an issuer signed cannot be guessed, and is old in every tab that was left open.
    boolean token =
        settings.issuer().isPresent() && bearer.chars().filter(c -> c == '.').count() == 2;
    String address = http.getRemoteAddr();
    Optional<Duration> wait =
        bearer.isEmpty() || token ? Optional.empty() : failed.wait(address, bearer);
    if (wait.isPresent()) {
      out.setHeader("Retry-After", "" + (wait.get().toSeconds() + 1));
      refuse(out, 429, "Too many wrong keys came from this address; wait a moment.");
      return Optional.empty();
    }
    Optional<String> name =
        settings.keys().name(bearer).or(() -> settings.issuer().flatMap(i -> i.subject(bearer)));
    if (name.isEmpty()) {
      if (!bearer.isEmpty() && !token) {
        failed.failed(address);
      }
      out.setHeader("WWW-Authenticate", "Bearer");
      refuse(out, 401, "Give a key of this server: Authorization: Bearer KEY.");
    } else if (!token) {
      failed.succeeded(bearer);
    }
    return name;
  }

  /** Names of schemes are the same in any case (RFC 9110, section 11.1). */
  private static String bearer(String header) {
    return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? header.substring(BEARER.length()).strip()
        : "";
  }

  private static boolean saysItsType(HttpServletRequest http) {
    boolean body = http.getContentLengthLong() > 0 || http.getHeader("Transfer-Encoding") != null;
    boolean reads = Set.of("GET", "HEAD", "OPTIONS").contains(http.getMethod());
    if (!body || reads) {
      return true;
    }
    String type = String.valueOf(http.getContentType()).replaceFirst(";.*", "").strip();
    return type.equalsIgnoreCase("application/json")
        || (type.equalsIgnoreCase("application/zip")
            && http.getRequestURI().equals(WorkspaceRoutes.PATH));
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
    out.setContentType(Problem.TYPE);
    String title =
        switch (status) {
          case 401 -> "Unauthorized";
          case 415 -> "Unsupported media type";
          case 429 -> "Too many wrong keys";
          default -> "Forbidden";
        };
    out.getOutputStream().write(new Problem(status, title, detail).bytes());
  }
}
