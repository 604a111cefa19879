package dev.deployarchitect.front.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.deployarchitect.Given;
import dev.deployarchitect.agent.ScriptedEndpoint;
import dev.deployarchitect.agent.ScriptedEndpoint.Reply;
import dev.deployarchitect.agent.run.Standing;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every route, with one caller's key and what belongs to another. */
class TwoKeysTest extends FrontTest {
  /** What is nobody's own; lists among them hold what is the caller's alone. */
  private static final Set<String> SHARED =
      Set.of(
          "GET /",
          "GET /page.css",
          "GET /widget.js",
          "GET /openapi.json",
          "GET /llms.txt",
          "GET /healthz",
          "GET /readyz",
          "GET /metrics",
          "GET /v1/tools",
          "GET /v1/models",
          "GET /v1/workspaces",
          "GET /v1/conversations",
          "POST /v1/conversations",
          "POST /v1/workspaces",
          "POST /v1/chat/completions");

  private final Keys.Fresh alice = Keys.fresh("alice");
  private final Keys.Fresh bob = Keys.fresh("bob");
  private final String[] hers = json(alice);
  private final String[] his = json(bob);

  private static String[] json(Keys.Fresh key) {
    return new String[] {
      "Authorization", "Bearer " + key.key(), "Content-Type", "application/json"
    };
  }

  private static Reply.Calls calls(String tool, String arguments) {
    return new Reply.Calls(List.<String[]>of(new String[] {tool, arguments}));
  }

  private String text(HttpResponse<String> response, String field) {
    return Given.json(response.body()).path(field).asText();
  }

  private String approval(String run) throws InterruptedException {
    while (true) {
      for (Standing.Event event : Standing.of(journal, run).events()) {
        if (event.type().equals("approval_requested")) {
          return event.data().path("approval").asText();
        }
      }
      Thread.sleep(10);
    }
  }

  @Test
  void whatIsAnothersIsNotThere() throws Exception {
    try (ScriptedEndpoint endpoint =
        new ScriptedEndpoint(
            calls("generate_dockerfile", "{}"),
            new Reply.Says("Done."),
            calls("fetch_reference", "{\"url\":\"https://manual.example.invalid/page\"}"))) {
      serve(
          Given.model(endpoint.baseUrl(), "scripted", Duration.ofSeconds(20)),
          settings(alice, bob));
      String files = "{\"files\":[{\"path\":\"Dockerfile\",\"content\":\"FROM secret-of-alice\"}]}";
      String name = text(send("POST", "/v1/workspaces?name=hers", files, hers), "workspace");
      String about = "{\"workspace\":\"%s\"}".formatted(name);
      String conversation = text(send("POST", "/v1/conversations", about, hers), "id");
      String runs = "/v1/conversations/" + conversation + "/runs";
      List<String> started = new ArrayList<>(List.of(hers));
      started.addAll(List.of("Idempotency-Key", "same"));
      String ended =
          text(
              send("POST", runs, "{\"question\":\"An image\"}", started.toArray(String[]::new)),
              "id");
      send("GET", "/v1/runs/" + ended + "/events", "", hers);
      String waiting = text(send("POST", runs, "{\"question\":\"A page\"}", hers), "id");
      String approval = approval(waiting);

      Map<String, String> owned = new LinkedHashMap<>();
      owned.put("GET /v1/workspaces/{name}", "");
      owned.put("DELETE /v1/workspaces/{name}", "");
      owned.put("GET /v1/workspaces/{name}/file", "");
      owned.put("GET /v1/conversations/{id}", "");
      owned.put("DELETE /v1/conversations/{id}", "");
      owned.put("POST /v1/conversations/{id}/runs", "{\"question\":\"What did she ask?\"}");
      owned.put("GET /v1/runs/{id}", "");
      owned.put("GET /v1/runs/{id}/events", "");
      owned.put("GET /v1/runs/{id}/files", "");
      owned.put("GET /v1/runs/{id}/files.zip", "");
      owned.put("GET /v1/runs/{id}/files.patch", "");
      owned.put("POST /v1/runs/{id}/cancel", "");
      owned.put("POST /v1/runs/{id}/approvals/{approval}/show", "");
      owned.put("POST /v1/runs/{id}/approvals/{approval}", "{\"approve\":true}");
      for (Map.Entry<String, String> route : owned.entrySet()) {
        for (String run : List.of(ended, waiting)) {
          String[] words = route.getKey().split(" ");
          String path =
              words[1]
                  .replace("{name}/file", name + "/file?path=Dockerfile")
                  .replace("{name}", name)
                  .replace("conversations/{id}", "conversations/" + conversation)
                  .replace("runs/{id}", "runs/" + run)
                  .replace("{approval}", approval);
          HttpResponse<String> answer = send(words[0], path, route.getValue(), his);
          assertThat(answer.statusCode()).as(route.getKey()).isEqualTo(404);
          assertThat(answer.body()).doesNotContain("secret-of-alice");
          if (words[0].equals("GET") && !(run.equals(waiting) && path.endsWith("/events"))) {
            assertThat(send("GET", path, "", hers).statusCode()).as(path).isEqualTo(200);
          }
        }
      }

      List<String> secrets = List.of(name, conversation, ended, waiting, "secret-of-alice");
      for (String route : SHARED) {
        if (route.startsWith("GET ")) {
          assertThat(send("GET", route.substring(4), "", his).body())
              .as(route)
              .doesNotContain(secrets);
        }
      }
      assertThat(send("POST", "/v1/conversations", about, his).statusCode()).isEqualTo(400);
      String chat =
          "{\"model\":\"devops-deployment-architect/%s\",\"messages\":[{\"role\":\"user\",\"content\":\"?\"}]}"
              .formatted(name);
      assertThat(send("POST", "/v1/chat/completions", chat, his).statusCode()).isEqualTo(404);
      String own = text(send("POST", "/v1/conversations", "{}", his), "id");
      String instead = "{\"question\":\"?\",\"instead_of\":\"%s\"}".formatted(ended);
      assertThat(send("POST", "/v1/conversations/" + own + "/runs", instead, his).statusCode())
          .isEqualTo(400);
      List<String> sameKey = new ArrayList<>(List.of(his));
      sameKey.addAll(List.of("Idempotency-Key", "same"));
      assertThat(
              text(
                  send(
                      "POST",
                      "/v1/conversations/" + own + "/runs",
                      "{\"question\":\"?\"}",
                      sameKey.toArray(String[]::new)),
                  "id"))
          .isNotEqualTo(ended);

      assertThat(text(send("GET", "/v1/runs/" + waiting, "", hers), "status"))
          .as("nothing of hers was decided, cancelled or taken away")
          .isEqualTo("running");
      assertThat(owned.keySet()).doesNotContainAnyElementsOf(SHARED);
      List<String> known = new ArrayList<>(SHARED);
      known.addAll(owned.keySet());
      assertThat(front.routes()).as("a new route needs its place above").isSubsetOf(known);
      assertThat(known).isSubsetOf(front.routes());
      send("POST", "/v1/runs/" + waiting + "/cancel", "", hers);
    }
  }

  private HttpResponse<String> mcp(Keys.Fresh key, String method, String session, String body)
      throws Exception {
    List<String> headers =
        new ArrayList<>(
            List.of(
                "Authorization",
                "Bearer " + key.key(),
                "Content-Type",
                "application/json",
                "Accept",
                "application/json, text/event-stream"));
    if (!session.isEmpty()) {
      headers.addAll(List.of("Mcp-Session-Id", session));
    }
    return send(method, "/mcp", body, headers.toArray(String[]::new));
  }

  private String session(Keys.Fresh key) throws Exception {
    String hello =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}";
    String session =
        mcp(key, "POST", "", hello).headers().firstValue("Mcp-Session-Id").orElseThrow();
    mcp(key, "POST", session, "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
    return session;
  }

  private static String call(String tool, int page) {
    return "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\",\"params\":{\"name\":\"%s\",\"arguments\":{\"question\":\"Set up alerts\",\"page\":%d}}}"
        .formatted(tool, page);
  }

  private static JsonNode result(HttpResponse<String> response) {
    String data =
        response
            .body()
            .lines()
            .filter(line -> line.startsWith("data:"))
            .findFirst()
            .orElse("data:{}");
    return Given.json(data.substring("data:".length())).path("result");
  }

  @Test
  void mcpSessionsAndPagesBelongToTheirCaller() throws Exception {
    try (ScriptedEndpoint endpoint =
        new ScriptedEndpoint(
            new Reply.Says("alice's own answer. ".repeat(2_000)), new Reply.Says("bob's."))) {
      serve(
          Given.model(endpoint.baseUrl(), "scripted", Duration.ofSeconds(20)),
          settings(alice, bob));
      String session = session(alice);
      JsonNode first = result(mcp(alice, "POST", session, call("ask_architect", 1)));
      assertThat(first.at("/structuredContent/pages").asInt()).isGreaterThan(1);
      assertThat(first.at("/content/0/text").asText())
          .startsWith("Repository: who-covers-it\n")
          .contains("alice's own answer");
      assertThat(result(mcp(alice, "POST", session, call("ask_architect", 2))).toString())
          .as("her second page, without asking the model again")
          .contains("alice's own answer");

      for (String method : List.of("POST", "GET", "DELETE")) {
        HttpResponse<String> stolen = mcp(bob, method, session, call("ask_architect", 2));
        assertThat(stolen.statusCode()).as(method).isEqualTo(404);
        assertThat(stolen.body()).doesNotContain("alice");
      }
      assertThat(result(mcp(bob, "POST", session(bob), call("ask_architect", 2))).toString())
          .contains("bob's.")
          .doesNotContain("alice");
      assertThat(result(mcp(alice, "POST", session, call("ask_architect", 2))).toString())
          .as("her session lives")
          .contains("alice's own answer");
      assertThat(mcp(alice, "DELETE", session, "").statusCode()).isEqualTo(200);
      assertThat(mcp(alice, "POST", session, call("ask_architect", 1)).statusCode()).isEqualTo(404);
    }
  }
}
