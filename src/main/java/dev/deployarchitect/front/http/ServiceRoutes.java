package dev.deployarchitect.front.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.deployarchitect.tool.Tool;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.util.Map;

/** Health, metrics, descriptions, and the pages of the widget. */
final class ServiceRoutes {
  private static final Map<String, String> PAGES =
      Map.of(
          "/page.css",
          "page.css",
          "/",
          "index.html",
          "/widget.js",
          "widget.js",
          "/openapi.json",
          "openapi.json",
          "/llms.txt",
          "llms.txt");
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'"
          + " data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self';"
          + " require-trusted-types-for 'script'; trusted-types lit-html";

  private final HttpFront.Needs needs;

  ServiceRoutes(HttpFront.Needs needs) {
    this.needs = needs;
  }

  void add(RoutesConfig routes) {
    routes.get(
        "/healthz", ctx -> ctx.json(JsonNodeFactory.instance.objectNode().put("status", "ok")));
    routes.get(
        "/readyz",
        ctx -> {
          needs.runs().journal().conversations("", 1);
          boolean open = needs.runs().isOpen();
          ctx.status(open ? 200 : 503);
          ctx.json(
              JsonNodeFactory.instance
                  .objectNode()
                  .put("status", open ? "ready" : "ending")
                  .put("model", needs.agent().modelName()));
        });
    routes.get("/metrics", this::metrics);
    routes.get("/v1/tools", this::tools);
    PAGES.forEach((path, resource) -> routes.get(path, ctx -> page(ctx, resource)));
  }

  private void metrics(Context ctx) {
    Runtime runtime = Runtime.getRuntime();
    ctx.contentType("text/plain; version=0.0.4; charset=utf-8")
        .result(
            """
            # HELP architect_runs_active Runs under way on this server.
            # TYPE architect_runs_active gauge
            architect_runs_active %d
            # HELP architect_runs_total Runs started since this server started.
            # TYPE architect_runs_total counter
            architect_runs_total %d
            # HELP architect_heap_used_bytes Heap in use.
            # TYPE architect_heap_used_bytes gauge
            architect_heap_used_bytes %d
            # HELP architect_uptime_seconds Time since the start.
            # TYPE architect_uptime_seconds gauge
            architect_uptime_seconds %d
            """
                .formatted(
                    needs.runs().active(),
                    needs.runs().started(),
                    runtime.totalMemory() - runtime.freeMemory(),
                    ManagementFactory.getRuntimeMXBean().getUptime() / 1000));
  }

  private void tools(Context ctx) {
    ArrayNode tools = JsonNodeFactory.instance.arrayNode();
    for (Tool<?> tool : needs.toolbox().tools()) {
      tools
          .addObject()
          .put("name", tool.name())
          .put("description", tool.description(needs.content()))
          .set("parameters", tool.schema());
    }
    ctx.json(JsonNodeFactory.instance.objectNode().set("tools", tools));
  }

  private static void page(Context ctx, String resource) throws IOException {
    try (InputStream in = ServiceRoutes.class.getResourceAsStream("/web/" + resource)) {
      if (in == null) {
        throw new Problem(404, "Not found", "This build has no " + resource + ".");
      }
      ctx.contentType(
          resource.endsWith(".html")
              ? "text/html; charset=utf-8"
              : resource.endsWith(".js")
                  ? "text/javascript; charset=utf-8"
                  : resource.endsWith(".css")
                      ? "text/css; charset=utf-8"
                      : resource.endsWith(".json")
                          ? "application/json"
                          : "text/plain; charset=utf-8");
      ctx.header("Content-Security-Policy", POLICY);
      ctx.header("Cache-Control", "no-cache");
      ctx.result(in.readAllBytes());
    }
  }
}
