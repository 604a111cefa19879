package dev.deployarchitect.front.mcp;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.deployarchitect.agent.Prompt;
import dev.deployarchitect.content.Content;
import dev.deployarchitect.tool.OpenWorkspaces;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.Toolbox;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.server.McpServer.SyncSpecification;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.SyncPromptSpecification;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.transport.HttpServletStreamableServerTransportProvider;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.common.McpTransportContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The MCP server, on either transport. */
public final class McpFront {
  /** Of a transport's context: who calls. */
  static final String CALLER = "caller";

  private final Toolbox toolbox;
  private final Content content;
  private final OpenWorkspaces workspaces;
  private final Asking asking;

  public McpFront(Toolbox toolbox, Content content, OpenWorkspaces workspaces, Asking asking) {
    this.toolbox = toolbox;
    this.content = content;
    this.workspaces = workspaces;
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
    return new ScrubbedServlet(transport);
  }

  /** Serves one client on a pair of streams; blocks until its input ends. */
  public void serve(InputStream in, OutputStream out) {
    CountDownLatch ended = new CountDownLatch(1);
    McpSyncServer server =
        built(
            McpServer.sync(
                new StdioServerTransportProvider(
                    mapper(), new EndNoticingStream(in, ended::countDown), out)),
            true);
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server.closeGracefully();
  }

  private static McpTransportContext context(HttpServletRequest request) {
    String caller = request.getRemoteUser();
    return McpTransportContext.create(Map.of(CALLER, caller == null ? "" : caller));
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
    McpTools tools = new McpTools(toolbox, content, workspaces, new AskArchitect(asking));
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
