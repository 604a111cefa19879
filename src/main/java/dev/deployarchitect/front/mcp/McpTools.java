package dev.deployarchitect.front.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deployarchitect.agent.Cancel;
import dev.deployarchitect.content.Content;
import dev.deployarchitect.tool.OpenWorkspaces;
import dev.deployarchitect.tool.Repository;
import dev.deployarchitect.tool.ResultJson;
import dev.deployarchitect.tool.Tool;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import dev.deployarchitect.tool.Toolbox;
import dev.deployarchitect.workspace.WorkspaceException;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;

/** The toolbox and the agent as MCP tools. */
final class McpTools {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final McpSchema.ToolAnnotations READS =
      new McpSchema.ToolAnnotations(null, true, false, true, false, null);
  private static final McpSchema.ToolAnnotations WRITES =
      new McpSchema.ToolAnnotations(null, false, true, false, false, null);

  private static final String DRAFT = "draft";
  private static final List<String> CANCELLED = List.of("The call was cancelled.");

  private final Toolbox toolbox;
  private final Content content;
  private final Repositories repositories;
  private final AskArchitect ask;
  private final Calls calls;
  private final RecentResults recent = new RecentResults();
  private final HeldDrafts drafts = new HeldDrafts();

  McpTools(
      Toolbox toolbox, Content content, Repositories repositories, AskArchitect ask, Calls calls) {
    this.toolbox = toolbox;
    this.content = content;
    this.repositories = repositories;
    this.ask = ask;
    this.calls = calls;
  }

  List<SyncToolSpecification> all() {
    List<SyncToolSpecification> all = new ArrayList<>();
    for (Tool<?> tool : toolbox.tools()) {
      ObjectNode schema = tool.schema();
      ((ObjectNode) schema.get("properties"))
          .putObject(DRAFT)
          .put("type", "string")
          .put("description", content.text("tools/edit/draft.md").strip());
      all.add(specification(tool.name(), tool.description(content), schema, tool.writes()));
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
    List<String> names = repositories.names();
    if (names.size() != 1) {
      ObjectNode workspace =
          properties
              .putObject("workspace")
              .put("type", "string")
              .put("description", "Which workspace (root), by its name; the first without it");
      if (!names.isEmpty()) {
        names.forEach(workspace.putArray("enum")::add);
      }
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
    ObjectNode about =
        properties
            .putObject("repository")
            .put("type", "object")
            .put("description", "What the answer is about");
    about.putObject("properties").putObject("name").put("type", "string");
    ((ObjectNode) about.get("properties"))
        .putObject("root")
        .put("type", "string")
        .put("description", "Its folder on the server's machine");
    schema.putArray("required").add("status").add("text").add("page").add("pages");
    return schema;
  }

  @SuppressWarnings("unchecked") // A JSON object is a map of texts to JSON values.
  private static Map<String, Object> map(ObjectNode node) {
    return MAPPER.convertValue(node, Map.class);
  }

  private McpSchema.CallToolResult call(
      String name, McpSyncServerExchange exchange, McpSchema.CallToolRequest request) {
    Calls.Id id = CallContext.id(exchange);
    RecentResults.Owner owner = new RecentResults.Owner(id.caller(), id.session());
    Map<String, Object> given = request.arguments() == null ? Map.of() : request.arguments();
    ObjectNode arguments = MAPPER.convertValue(new TreeMap<>(given), ObjectNode.class);
    JsonNode page = arguments.remove("page");
    JsonNode wanted = arguments.remove("workspace");
    String key = name + "\n" + wanted + "\n" + arguments;
    int number = page == null ? 1 : page.asInt(1);
    Optional<RecentResults.Paged> known = number > 1 ? recent.find(owner, key) : Optional.empty();
    RecentResults.Paged result;
    try {
      result =
          known.orElseGet(() ->
              calls.run(
                  id,
                  cancel ->
                      run(
                          name,
                          arguments,
                          wanted == null ? "" : wanted.asText(),
                          new Call(id, cancel, exchange, request))));
    } catch (CancellationException e) {
      // Clients ignore it (MCP, "Cancellation"); it ends the response's stream.
      return answer(new RecentResults.Paged("failed", true, CANCELLED, Repository.NONE), 1);
    }
    recent.keep(owner, key, result);
    return answer(result, number);
  }

  private record Call(
      Calls.Id id,
      Cancel cancel,
      McpSyncServerExchange exchange,
      McpSchema.CallToolRequest request) {}

  private RecentResults.Paged run(String name, ObjectNode arguments, String wanted, Call call) {
    OpenWorkspaces workspaces;
    try {
      workspaces = repositories.open(call.exchange());
    } catch (WorkspaceException e) {
      return paged(new ToolResult.Refused(e.getMessage()), Repository.NONE);
    }
    String workspace = wanted.isEmpty() ? workspaces.first() : wanted;
    Optional<ToolContext> context = workspaces.context(workspace);
    if (context.isEmpty()) {
      String names = String.join(", ", workspaces.names());
      return paged(
          new ToolResult.Retry(
              "There is no workspace '%s'; there are: %s.".formatted(workspace, names)),
          Repository.NONE);
    }
    String root = repositories.showsRoots() ? context.get().workspace().root().toString() : "";
    ToolResult result =
        name.equals(AskArchitect.NAME)
            ? ask.ask(
                arguments, context.get(), call.exchange(), call.request(), call.id(), call.cancel())
            : drafted(name, arguments, workspace, context.get(), call);
    return paged(result, new Repository(workspace, root));
  }

  /** A call on a draft of the caller's, where one is named or the tool is for one. */
  private ToolResult drafted(
      String name, ObjectNode arguments, String workspace, ToolContext repository, Call call) {
    JsonNode given = arguments.remove(DRAFT);
    String handle = given == null ? "" : given.asText();
    boolean edits = toolbox.find(name).filter(t -> t.area().equals("edit")).isPresent();
    if (handle.isEmpty() && !edits) {
      return called(name, arguments, repository, call);
    }
    String caller = call.id().caller();
    boolean begins = handle.isEmpty() || handle.equals(HeldDrafts.NEW);
    Optional<HeldDrafts.Held> held =
        begins
            ? Optional.of(drafts.begin(caller, workspace, repository))
            : drafts.find(caller, workspace, handle);
    if (held.isEmpty()) {
      return new ToolResult.Retry(
          "There is no draft %s of %s here any more; begin another with draft: %s."
              .formatted(handle, workspace, HeldDrafts.NEW));
    }
    ToolResult result = called(name, arguments, held.get().context(), call);
    return result instanceof ToolResult.Done done
        ? done.withText("%s%n%nDraft: %s".formatted(done.text(), held.get().handle()))
        : result;
  }

  private ToolResult called(String name, ObjectNode arguments, ToolContext context, Call call) {
    return toolbox.call(
        name,
        arguments,
        heard(context, call.exchange(), call.request())
            .allowedBy(new Elicitation(call.exchange())::decide));
  }

  private RecentResults.Paged paged(ToolResult result, Repository repository) {
    boolean error =
        !(result instanceof ToolResult.Done) && !(result instanceof ToolResult.NothingFound);
    List<String> pages = Paging.pages(ResultJson.of(result, content));
    return new RecentResults.Paged(result.status(), error, pages, repository);
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
    String more =
        page < pages
            ? "\n(page %d of %d; call again with page %d)".formatted(page, pages, page + 1)
            : "";
    Repository repository = result.repository();
    String about = repository.isKnown() ? repository.line() + "\n\n" : "";
    String text = about + result.pages().get(page - 1) + more;
    Map<String, Object> structured =
        new LinkedHashMap<>(
            Map.of("status", result.status(), "text", text, "page", page, "pages", pages));
    if (repository.isKnown()) {
      structured.put("repository", map(repository.json()));
    }
    return McpSchema.CallToolResult.builder()
        .addTextContent(text)
        .structuredContent(structured)
        .isError(result.error())
        .build();
  }
}
