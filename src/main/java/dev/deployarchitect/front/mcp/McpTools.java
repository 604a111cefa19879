package dev.deployarchitect.front.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deployarchitect.content.Content;
import dev.deployarchitect.tool.OpenWorkspaces;
import dev.deployarchitect.tool.ResultJson;
import dev.deployarchitect.tool.Tool;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import dev.deployarchitect.tool.Toolbox;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The toolbox and the agent as MCP tools. */
final class McpTools {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final McpSchema.ToolAnnotations READS =
      new McpSchema.ToolAnnotations(null, true, false, true, false, null);
  private static final McpSchema.ToolAnnotations WRITES =
      new McpSchema.ToolAnnotations(null, false, true, false, false, null);

  private final Toolbox toolbox;
  private final Content content;
  private final OpenWorkspaces workspaces;
  private final AskArchitect ask;
  private final RecentResults recent = new RecentResults();

  McpTools(Toolbox toolbox, Content content, OpenWorkspaces workspaces, AskArchitect ask) {
    this.toolbox = toolbox;
    this.content = content;
    this.workspaces = workspaces;
    this.ask = ask;
  }

  List<SyncToolSpecification> all() {
    List<SyncToolSpecification> all = new ArrayList<>();
    for (Tool<?> tool : toolbox.tools()) {
      all.add(specification(tool.name(), tool.description(content), tool.schema(), tool.writes()));
    }
    all.add(
        specification(
            AskArchitect.NAME,
            content.text("tools/agent/ask_architect/tool.md").strip(),
            AskArchitect.schema(),
            true));
    return all;
  }

  private SyncToolSpecification specification(
      String name, String description, ObjectNode schema, boolean writes) {
    McpSchema.Tool tool =
        McpSchema.Tool.builder(name, map(extended(schema)))
            .description(description)
            .outputSchema(map(outputSchema()))
            .annotations(writes ? WRITES : READS)
            .build();
    return new SyncToolSpecification(tool, (exchange, request) -> call(name, exchange, request));
  }

  /** The tool's own parameters, and those of every MCP call: which page, which workspace. */
  private ObjectNode extended(ObjectNode schema) {
    ObjectNode properties = (ObjectNode) schema.get("properties");
    properties
        .putObject("page")
        .put("type", "integer")
        .put("description", "Page of a long result, from 1");
    if (workspaces.names().size() > 1) {
      ObjectNode workspace =
          properties
              .putObject("workspace")
              .put("type", "string")
              .put("description", "Which workspace; the first without it");
      workspaces.names().forEach(workspace.putArray("enum")::add);
    }
    return schema;
  }

  private static ObjectNode outputSchema() {
    ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    properties
        .putObject("status")
        .put("type", "string")
        .put("description", "done, nothing_found, retry, refused or failed");
    properties.putObject("text").put("type", "string").put("description", "This page");
    properties.putObject("page").put("type", "integer");
    properties.putObject("pages").put("type", "integer");
    schema.putArray("required").add("status").add("text").add("page").add("pages");
    return schema;
  }

  @SuppressWarnings("unchecked") // A JSON object is a map of texts to JSON values.
  private static Map<String, Object> map(ObjectNode node) {
    return MAPPER.convertValue(node, Map.class);
  }

  private McpSchema.CallToolResult call(
      String name, McpSyncServerExchange exchange, McpSchema.CallToolRequest request) {
    Map<String, Object> given = request.arguments() == null ? Map.of() : request.arguments();
    ObjectNode arguments = MAPPER.convertValue(new TreeMap<>(given), ObjectNode.class);
    JsonNode page = arguments.remove("page");
    JsonNode wanted = arguments.remove("workspace");
    String workspace = wanted == null ? workspaces.first() : wanted.asText();
    String key = name + "\n" + workspace + "\n" + arguments;
    int number = page == null ? 1 : page.asInt(1);
    Optional<RecentResults.Paged> known = number > 1 ? recent.find(key) : Optional.empty();
    RecentResults.Paged result =
        known.orElseGet(() -> run(name, arguments, workspace, exchange, request));
    recent.keep(key, result);
    return answer(result, number);
  }

  private RecentResults.Paged run(
      String name,
      ObjectNode arguments,
      String workspace,
      McpSyncServerExchange exchange,
      McpSchema.CallToolRequest request) {
    Optional<ToolContext> context = workspaces.context(workspace);
    ToolResult result =
        context.isEmpty()
            ? new ToolResult.Retry(
                "There is no workspace '%s'; there are: %s."
                    .formatted(workspace, String.join(", ", workspaces.names())))
            : name.equals(AskArchitect.NAME)
                ? ask.ask(arguments, context.get(), exchange, request)
                : toolbox.call(
                    name,
                    arguments,
                    heard(context.get(), exchange, request)
                        .allowedBy(new Elicitation(exchange)::decide));
    boolean error =
        !(result instanceof ToolResult.Done) && !(result instanceof ToolResult.NothingFound);
    return new RecentResults.Paged(
        result.status(), error, Paging.pages(ResultJson.of(result, content)));
  }

  /** Progress goes to a client that asked for it. */
  private static ToolContext heard(
      ToolContext context, McpSyncServerExchange exchange, McpSchema.CallToolRequest request) {
    Object token = request.meta() == null ? null : request.meta().get("progressToken");
    if (token == null) {
      return context;
    }
    AtomicInteger steps = new AtomicInteger();
    return context.heardBy(said ->
        exchange.progressNotification(
            McpSchema.ProgressNotification.builder(token, steps.incrementAndGet())
                .message(said)
                .build()));
  }

  private static McpSchema.CallToolResult answer(RecentResults.Paged result, int number) {
    int pages = result.pages().size();
    int page = Math.clamp(number, 1, pages);
    String text = result.pages().get(page - 1);
    String more =
        page < pages
            ? "\n(page %d of %d; call again with page %d)".formatted(page, pages, page + 1)
            : "";
    Map<String, Object> structured =
        Map.of("status", result.status(), "text", text + more, "page", page, "pages", pages);
    return McpSchema.CallToolResult.builder()
        .addTextContent(text + more)
        .structuredContent(structured)
        .isError(result.error())
        .build();
  }
}
