package dev.deployarchitect.front.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.deployarchitect.Architect;
import dev.deployarchitect.Given;
import dev.deployarchitect.agent.Agent;
import dev.deployarchitect.agent.AgentEvent;
import dev.deployarchitect.agent.EventJson;
import dev.deployarchitect.agent.Limits;
import dev.deployarchitect.agent.offline.OfflineArchitect;
import dev.deployarchitect.agent.run.RunSettings;
import dev.deployarchitect.agent.run.Runs;
import dev.deployarchitect.agent.run.Uploads;
import dev.deployarchitect.agent.spending.Budgets;
import dev.deployarchitect.agent.spending.Usage;
import dev.deployarchitect.store.SqlJournal;
import dev.deployarchitect.tool.OpenWorkspaces;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Delivered;
import dev.deployarchitect.draft.Change;
import dev.deployarchitect.draft.Draft;
import dev.deployarchitect.draft.FileChange;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The description at {@code /openapi.json} against the routes, the events and real answers. */
class OpenApiTest {
  @TempDir Path folder;
  private final List<AutoCloseable> opened = new ArrayList<>();
  private HttpFront front;
  private JsonNode description;

  @BeforeEach
  void serve() throws Exception {
    Architect architect = Given.architect();
    OpenWorkspaces workspaces = OpenWorkspaces.of(List.of(Given.SAMPLE));
    Agent agent =
        new Agent(
            new OfflineArchitect(),
            architect.toolbox(),
            architect.check(),
            architect.content(),
            Limits.DEFAULT);
    SqlJournal journal = SqlJournal.open(folder.resolve("store.db").toString());
    Runs runs =
        new Runs(
            journal,
            agent,
            workspaces::context,
            RunSettings.ofThisProcess(Duration.ofSeconds(15), Budgets.NONE));
    front =
        HttpFront.start(
            ServerSettings.loopback(0),
            new HttpFront.Needs(
                runs,
                agent,
                architect.toolbox(),
                architect.content(),
                workspaces,
                Uploads.of(journal),
                Optional.empty()));
    opened.addAll(List.of(journal, runs, front));
    description = Given.json(send("GET", "/openapi.json", "").body());
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : opened.reversed()) {
      one.close();
    }
  }

  private HttpResponse<String> send(String method, String path, String body) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + front.port() + path))
              .header("Content-Type", "application/json")
              .method(method, HttpRequest.BodyPublishers.ofString(body))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void everyRouteIsDescribedAndNothingElse() {
    List<String> described = new ArrayList<>();
    description
        .path("paths")
        .properties()
        .forEach(path -> {
          if (!path.getKey().equals("/mcp")) {
            path.getValue()
                .fieldNames()
                .forEachRemaining(
                    m -> described.add(m.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey()));
          }
        });
    assertThat(front.routes())
        .hasSizeGreaterThan(20)
        .containsExactlyInAnyOrderElementsOf(described);
  }

  private static final Change CHANGE =
      new Change(
          1,
          "edit_files",
          "w",
          List.of(new FileChange("a", Optional.empty(), Optional.empty(), Optional.of(""))));

  /** One of each kind; a kind that is missing here is missing in {@link #everyEvent}. */
  private static Stream<AgentEvent> everyEvent() {
    var object = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode();
    return Stream.of(
        new AgentEvent.RunStarted("r", "w", "m", "q"),
        new AgentEvent.StepStarted(1),
        new AgentEvent.StepRestarted(1, "why"),
        new AgentEvent.StepFinished(1),
        new AgentEvent.ModelRetried("why", 5),
        new AgentEvent.TextDelta("t"),
        new AgentEvent.ToolStarted("c", "t", object),
        new AgentEvent.ToolProgressed("c", "m"),
        new AgentEvent.ApprovalRequested("a", "c", "t", "do", "it"),
        new AgentEvent.ApprovalDecided("a", "c", true, ""),
        new AgentEvent.ToolFinished(
            "c", "t", object.deepCopy().put("status", "done").put("text", ""), 1),
        new AgentEvent.DraftChanged("c", CHANGE, "p"),
        new AgentEvent.DraftVerified(
            Draft.EMPTY.with(CHANGE),
            List.of(new Delivered(new Artifact("a", "", "w"), List.of()))),
        new AgentEvent.ModelTold("left", "t"),
        new AgentEvent.UsageReported(new Usage(3, 1, 2, 5, 0)),
        new AgentEvent.NumbersUnsourced(List.of("4")),
        new AgentEvent.LimitReached("steps", "s"),
        new AgentEvent.RunFinished("a"),
        new AgentEvent.RunCancelled(),
        new AgentEvent.RunFailed("s"));
  }

  @Test
  void everyEventIsDescribedAsItIsSent() {
    JsonNode described = description.at("/components/schemas/Event/oneOf");
    List<Class<?>> kinds = everyEvent().<Class<?>>map(Object::getClass).toList();
    assertThat(AgentEvent.class.getPermittedSubclasses())
        .containsExactlyInAnyOrderElementsOf(kinds);
    assertThat(described).hasSize(kinds.size());
    JsonShape shape = new JsonShape(description);
    everyEvent()
        .forEach(event -> {
          String type = EventJson.type(event);
          JsonNode schema =
              described
                  .valueStream()
                  .filter(s -> s.path("title").asText().equals(type))
                  .findFirst()
                  .orElseThrow(() -> new AssertionError(type + " is not described"));
          assertThat(shape.differences(schema, EventJson.of(event))).as(type).isEmpty();
        });
  }

  @Test
  void answersAreAsDescribed() throws Exception {
    JsonNode conversation = answer("POST", "/v1/conversations", "/v1/conversations", "{}", 201);
    String id = conversation.path("id").asText();
    JsonNode run =
        answer(
            "POST",
            "/v1/conversations/" + id + "/runs",
            "/v1/conversations/{id}/runs",
            "{\"question\":\"Make our image smaller\"}",
            202);
    String path = "/v1/runs/" + run.path("id").asText();
    send("GET", path + "/events", "");
    answer("GET", path, "/v1/runs/{id}", "", 200);
    answer("POST", path + "/cancel", "/v1/runs/{id}/cancel", "", 200);
    answer("GET", path + "/files", "/v1/runs/{id}/files", "", 200);
    answer("GET", "/v1/conversations/" + id, "/v1/conversations/{id}", "", 200);
    answer("GET", "/v1/conversations", "/v1/conversations", "", 200);
    answer("GET", "/v1/workspaces", "/v1/workspaces", "", 200);
    answer(
        "POST",
        "/v1/workspaces?name=shop",
        "/v1/workspaces",
        "{\"files\":[{\"path\":\"Dockerfile\",\"content\":\"FROM node\"}]}",
        201);
    answer("GET", "/v1/tools", "/v1/tools", "", 200);
    answer("GET", "/healthz", "/healthz", "", 200);
    answer("GET", "/readyz", "/readyz", "", 200);
    HttpResponse<String> problem = send("GET", "/v1/runs/none", "");
    assertThat(
            new JsonShape(description)
                .differences(
                    description.at("/components/schemas/Problem"), Given.json(problem.body())))
        .isEmpty();
  }

  private JsonNode answer(String method, String path, String template, String body, int status)
      throws Exception {
    HttpResponse<String> response = send(method, path, body);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    JsonNode schema =
        description
            .path("paths")
            .path(template)
            .path(method.toLowerCase(java.util.Locale.ROOT))
            .path("responses")
            .path("" + status)
            .path("content")
            .path("application/json")
            .path("schema");
    assertThat(schema.isMissingNode()).as(template).isFalse();
    JsonNode value = Given.json(response.body());
    assertThat(new JsonShape(description).differences(schema, value)).as(template).isEmpty();
    return value;
  }

  @Test
  void aShapeThatDoesNotFitIsToldWithItsPlace() {
    JsonShape shape = new JsonShape(description);
    JsonNode run = description.at("/components/schemas/Run");
    assertThat(shape.differences(run, Given.json("{\"id\":1,\"status\":\"lost\",\"more\":true}")))
        .contains("/id is no string: 1", "/more is not described", "/question is missing")
        .anyMatch(d -> d.startsWith("/status is none of"));
  }
}
