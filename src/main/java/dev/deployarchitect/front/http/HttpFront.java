package dev.deployarchitect.front.http;

import dev.deployarchitect.agent.Agent;
import dev.deployarchitect.agent.FirstQuestions;
import dev.deployarchitect.agent.run.JournalException;
import dev.deployarchitect.agent.run.Runs;
import dev.deployarchitect.agent.run.Uploads;
import dev.deployarchitect.content.Content;
import dev.deployarchitect.tool.OpenWorkspaces;
import dev.deployarchitect.tool.Toolbox;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.HttpResponseException;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import java.io.EOFException;
import java.nio.channels.ClosedChannelException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server. */
public final class HttpFront implements AutoCloseable {
  /**
   * Jetty's 50 overflows when 200 clients come at once, and each one turned away waits a second.
   */
  private static final int ACCEPT_QUEUE = 1024;

  private static final Logger LOG = LoggerFactory.getLogger(HttpFront.class);

  /**
   * What it shows.
   *
   * @param mcp the servlet behind {@code /mcp}, if MCP is served
   */
  public record Needs(
      Runs runs,
      Agent agent,
      Toolbox toolbox,
      Content content,
      OpenWorkspaces workspaces,
      Uploads uploads,
      Optional<HttpServlet> mcp) {}

  private final Javalin server;

  private HttpFront(Javalin server) {
    this.server = server;
  }

  /** Starts listening; port 0 takes a free one. */
  public static HttpFront start(ServerSettings settings, Needs needs) {
    Javalin server = Javalin.create(config -> configure(config, settings, needs));
    server.start();
    return new HttpFront(server);
  }

  public int port() {
    return server.port();
  }

  /** Such as {@code GET /v1/tools}, of all routes but MCP's servlet. */
  List<String> routes() {
    return server.unsafe.internalRouter.allHttpHandlers().stream()
        .map(parsed -> parsed.endpoint.method + " " + parsed.endpoint.path)
        .toList();
  }

  @Override
  public void close() {
    server.stop();
  }

  private static Connector connector(
      Server server, HttpConfiguration http, ServerSettings settings) {
    ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setHost(settings.address());
    connector.setPort(settings.port());
    connector.setAcceptQueueSize(ACCEPT_QUEUE);
    return connector;
  }

  private static void configure(JavalinConfig config, ServerSettings settings, Needs needs) {
    config.concurrency.useVirtualThreads = true;
    config.startup.showJavalinBanner = false;
    config.jetty.addConnector((server, http) -> connector(server, http, settings));
    config.jetty.modifyServletContextHandler(handler -> {
      handler.addFilter(
          new FilterHolder(new RequestGuard(settings)), "/*", EnumSet.of(DispatcherType.REQUEST));
      needs
          .mcp()
          .ifPresent(servlet -> {
            ServletHolder holder = new ServletHolder(servlet);
            holder.setAsyncSupported(true);
            handler.addServlet(holder, "/mcp");
          });
    });
    Rate rate = new Rate(settings.runsPerMinute(), System::nanoTime);
    WorkspaceRoutes workspaces =
        new WorkspaceRoutes(
            needs.workspaces(),
            needs.uploads(),
            needs.runs().journal(),
            FirstQuestions.read(needs.content()),
            settings.git(),
            rate);
    workspaces.add(config.routes);
    RunRoutes runs = new RunRoutes(needs.runs());
    runs.add(config.routes);
    new ConversationRoutes(needs.runs(), runs, workspaces, rate).add(config.routes);
    new ApprovalRoutes(needs.runs().journal()).add(config.routes);
    new FileRoutes(needs.runs(), workspaces::context).add(config.routes);
    new ChatCompletions(needs.runs(), needs.workspaces(), rate).add(config.routes);
    new ServiceRoutes(needs).add(config.routes);
    config.routes.exception(Problem.class, (problem, ctx) -> problem.answer(ctx));
    config.routes.exception(
        JournalException.class,
        (exception, ctx) -> {
          LOG.warn("{} {}: {}", ctx.method(), ctx.path(), exception.getMessage());
          ctx.header("Retry-After", "2");
          new Problem(503, "Store", "The store cannot be used at the moment; try again soon.")
              .answer(ctx);
        });
    config.routes.exception(
        HttpResponseException.class,
        (exception, ctx) ->
            new Problem(exception.getStatus(), "Refused", exception.getMessage()).answer(ctx));
    config.routes.exception(
        Exception.class,
        (exception, ctx) -> {
          if (hasLeft(exception)) {
            LOG.debug("{} {}: the client has left", ctx.method(), ctx.path());
            return;
          }
          LOG.error("{} {} failed", ctx.method(), ctx.path(), exception);
          new Problem(500, "Error", "An error of ours; the server's log says more.").answer(ctx);
        });
    config.routes.error(
        404,
        ctx -> {
          if (ctx.result() == null || !String.valueOf(ctx.contentType()).contains("json")) {
            new Problem(404, "Not found", "There is nothing at this address.").answer(ctx);
          }
        });
  }

  /** A connection that the client closed is no fault of ours. */
  private static boolean hasLeft(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof EOFException || cause instanceof ClosedChannelException) {
        return true;
      }
    }
    return false;
  }
}
