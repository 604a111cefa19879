package dev.deployarchitect.front.mcp;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.deployarchitect.agent.Prompt;
import dev.deployarchitect.content.Content;
import dev.deployarchitect.front.mcp.stdio.StdioTransport;
import dev.deployarchitect.tool.OpenWorkspaces;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.Toolbox;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServer.SyncSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncPromptSpecification;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.transport.HttpServletStreamableServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The MCP server, on either transport. Closing it stops the calls under way. */
public final class McpFront implements AutoCloseable {
  /** Milliseconds that requests have to end after the input's end, before they are stopped. */
  private static final int GRACE = 120;

  /** Milliseconds that stopped calls have to end. */
  private static final int END = 400;

  private final Toolbox toolbox;
  private final Content content;
  private final Repositories repositories;
  private final Asking asking;
  private final Calls calls = new Calls();

  public McpFront(Toolbox toolbox, Content content, Repositories repositories, Asking asking) {
    this.toolbox = toolbox;
    this.content = content;
    this.repositories = repositories;
    this.asking = asking;
  }

  /** Streamable HTTP, to be mounted at {@code /mcp} behind the server's own checks. */
  public HttpServlet servlet() {
    HttpServletStreamableServerTransportProvider transport =
        HttpServletStreamableServerTransportProvider.builder()
            .jsonMapper(mapper())
            .mcpEndpoint("/mcp")
            .contextExtractor(McpFront::context)
            .keepAliveInterval(Duration.ofSeconds(10))
            .sessionSweepInterval(Duration.ofMinutes(5))
            .build();
    built(McpServer.sync(transport), false);
    return new ScrubbedServlet(new GuardedServlet(transport, calls));
  }

  /**
   * Serves one client on a pair of streams. Blocks until its input ends or the thread is
   * interrupted; what is under way then is stopped, within a second.
   */
  public void serve(InputStream in, OutputStream out) {
    StdioTransport transport =
        new StdioTransport(
            mapper(),
            in,
            out,
            new StdioTransport.Notices() {
              @Override
              public void cancelled(String id) {
                calls.cancelRequest(id);
              }

              @Override
              public void rootsChanged() {
                repositories.changed();
              }
            },
            (handling, id) ->
                handling.contextWrite(c -> c.put(McpTransportContext.KEY, CallContext.of("", id))));
    built(McpServer.sync(transport), true);
    // Reading cannot be interrupted, waiting can.
    Thread reader = Thread.ofPlatform().daemon().name("mcp-input").start(transport::read);
    boolean asked = false;
    try {
      reader.join();
      await(transport::isIdle, GRACE);
    } catch (InterruptedException e) {
      asked = true;
    }
    calls.close();
    try {
      await(calls::isIdle, END);
    } catch (InterruptedException e) {
      asked = true;
    }
    if (asked) {
      Thread.currentThread().interrupt();
    }
  }

  private static void await(BooleanSupplier done, int millis) throws InterruptedException {
    long end = System.nanoTime() + millis * 1_000_000L;
    while (!done.getAsBoolean() && System.nanoTime() < end) {
      Thread.sleep(5);
    }
  }

  @Override
  public void close() {
    calls.close();
  }

  private static McpTransportContext context(HttpServletRequest request) {
    Object id = request.getAttribute(GuardedServlet.REQUEST_ID);
    return CallContext.of(GuardedServlet.caller(request), id == null ? "" : id);
  }

  private static McpJsonMapper mapper() {
    return new JacksonMcpJsonMapper(new ObjectMapper());
  }

  /**
   * The server.
   *
   * @param oneStream whether all messages come one after the other: then calls run beside it, so
   *     that what the client answers meanwhile is read
   */
  private <S extends SyncSpecification<S>> McpSyncServer built(
      SyncSpecification<S> server, boolean oneStream) {
    McpTools tools = new McpTools(toolbox, content, repositories, new AskArchitect(asking), calls);
    return server
        .serverInfo("deployment-architect", "0.1.0")
        .instructions(
            "Reads a repository and says what stands between it and a safe, fast, cheap deployment."
                + " Call inspect_project first; review_project for everything at once; the generate"
                + " and plan tools hand over files with the checks that ran on them. Nothing is"
                + " written without a person's yes, and nothing deployed.")
        .capabilities(McpSchema.ServerCapabilities.builder().tools(false).prompts(false).build())
        .tools(tools.all())
        .prompts(List.of(prompt()))
        .requestTimeout(Duration.ofMinutes(10))
        .immediateExecution(!oneStream)
        .build();
  }

  private SyncPromptSpecification prompt() {
    McpSchema.Prompt prompt =
        McpSchema.Prompt.builder("devops-deployment-architect")
            .description(
                "The deployment architect's own instructions with the project's context, and a"
                    + " question")
            .arguments(
                List.of(
                    McpSchema.PromptArgument.builder("question")
                        .description("What to ask")
                        .required(true)
                        .build()))
            .build();
    return new SyncPromptSpecification(
        prompt,
        (exchange, request) -> {
          OpenWorkspaces workspaces = repositories.open(exchange);
          String system =
              workspaces
                  .context(workspaces.first())
                  .map(ToolContext::profile)
                  .map(new Prompt(content)::system)
                  .orElse("");
          Object question = request.arguments() == null ? "" : request.arguments().get("question");
          McpSchema.TextContent text =
              McpSchema.TextContent.builder(system + "\n\n# Question\n\n" + question).build();
          return McpSchema.GetPromptResult.builder(
                  List.of(McpSchema.PromptMessage.builder(McpSchema.Role.USER, text).build()))
              .description("The architect's instructions and the question")
              .build();
        });
  }
}
