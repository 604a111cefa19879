package dev.deployarchitect.front.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.Given;
import dev.deployarchitect.agent.ScriptedEndpoint;
import dev.deployarchitect.agent.ScriptedEndpoint.Reply;
import dev.deployarchitect.agent.model.OpenAiModel;
import dev.deployarchitect.agent.offline.OfflineArchitect;
import dev.deployarchitect.agent.run.Standing;
import dev.deployarchitect.agent.wire.LiveWire;
import dev.deployarchitect.workspace.GitIntake;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What pages of other origins, wrong keys and odd bodies come to. */
class RequestGuardTest extends FrontTest {
  private static final String ALLOWED = "https://tools.example.com";

  private static ServerSettings allowing(Keys keys) {
    return new ServerSettings(
        "127.0.0.1", 0, keys, Optional.empty(), Set.of(ALLOWED), 0, GitIntake.allowing(List.of()));
  }

  @Test
  void aPageOnAnotherPortOfThisMachineCanDoNothing() throws Exception {
    serve();
    for (String origin :
        List.of(
            "http://localhost:3000",
            "http://127.0.0.1:1",
            "http://localhost",
            "https://localhost:3000",
            "null",
            "chrome-extension://abc")) {
      HttpResponse<String> answer = send("POST", "/v1/conversations", "{}", "Origin", origin);
      assertThat(answer.statusCode()).as(origin).isEqualTo(403);
      assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }
    assertThat(send("POST", "/v1/conversations", "{}", "Origin", base).statusCode()).isEqualTo(201);
  }

  @Test
  void aBodyWithoutItsTypeIsRefused() throws Exception {
    serve();
    for (String type :
        List.of("text/plain", "application/x-www-form-urlencoded", "application/zip", "")) {
      HttpResponse<String> answer =
          send("POST", "/v1/conversations", "{}", "Content-Type", type.isEmpty() ? "x" : type);
      assertThat(answer.statusCode()).as(type).isEqualTo(415);
    }
    HttpRequest untyped =
        HttpRequest.newBuilder(URI.create(base + "/v1/conversations"))
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build();
    assertThat(client.send(untyped, HttpResponse.BodyHandlers.ofString()).statusCode())
        .isEqualTo(415);
    assertThat(
            send(
                    "POST",
                    "/v1/conversations",
                    "{}",
                    "Content-Type",
                    "application/json; charset=utf-8")
                .statusCode())
        .isEqualTo(201);
    assertThat(
            send("POST", "/v1/workspaces", "PK nonsense", "Content-Type", "text/plain")
                .statusCode())
        .isEqualTo(415);
  }

  @Test
  void anAllowedPageCanAskAndRejectButNeverApprove() throws Exception {
    Reply fetch =
        new Reply.Calls(
            List.<String[]>of(
                new String[] {
                  "fetch_reference", "{\"url\":\"https://manual.example.invalid/page\"}"
                }));
    try (ScriptedEndpoint endpoint =
        new ScriptedEndpoint(fetch, new Reply.Says("Done."), fetch, new Reply.Says("Done."))) {
      serve(
          new OpenAiModel(
              new OpenAiModel.Settings(endpoint.baseUrl(), "none", "scripted"),
              new LiveWire(Duration.ofSeconds(5))),
          allowing(Keys.none()));
      String[] page = {"Origin", ALLOWED};
      assertThat(send("POST", "/mcp", "{}", page).statusCode()).isEqualTo(403);
      String approval = approval(page);
      assertThat(send("POST", approval + "/show", "", page).statusCode()).isEqualTo(403);
      assertThat(send("POST", approval, "{\"approve\":true}", page).statusCode()).isEqualTo(403);
      assertThat(send("POST", approval, "{\"approve\":true,\"secret\":\"00\"}", page).statusCode())
          .isEqualTo(403);
      String secret =
          Given.json(send("POST", approval + "/show", "", "Origin", base).body())
              .path("secret")
              .asText();
      assertThat(secret).hasSize(64);
      assertThat(send("POST", approval, "{\"approve\":false}", page).statusCode()).isEqualTo(200);
      assertThat(send("GET", approval.replaceFirst("/approvals.*", "/events"), "").body())
          .contains("event: run_finished");
      String other = approval(page);
      assertThat(
              send("POST", other, "{\"approve\":true,\"secret\":\"%s\"}".formatted(secret))
                  .statusCode())
          .as("the secret of another approval")
          .isEqualTo(403);
    }
  }

  private String approval(String... headers) throws Exception {
    String conversation =
        Given.json(send("POST", "/v1/conversations", "{}", headers).body()).path("id").asText();
    String path = "/v1/conversations/" + conversation + "/runs";
    String run =
        Given.json(send("POST", path, "{\"question\":\"Why?\"}", headers).body())
            .path("id")
            .asText();
    while (true) {
      for (Standing.Event event : Standing.of(journal, run).events()) {
        if (event.type().equals("approval_requested")) {
          return "/v1/runs/" + run + "/approvals/" + event.data().path("approval").asText();
        }
      }
      Thread.sleep(10);
    }
  }

  @Test
  void wrongKeysAreSlowedAndRightOnesGoOn() throws Exception {
    Keys.Fresh alice = Keys.fresh("alice");
    serve(alice);
    String[] hers = {"Authorization", "bearer " + alice.key()};
    assertThat(send("GET", "/v1/workspaces", "", hers).statusCode()).isEqualTo(200);
    int slowed = 0;
    for (int i = 0; i < 40; i++) {
      HttpResponse<String> answer =
          send("GET", "/v1/workspaces", "", "Authorization", "Bearer wrong-" + i);
      slowed += answer.statusCode() == 429 ? 1 : 0;
      if (answer.statusCode() == 429) {
        assertThat(answer.headers().firstValue("Retry-After").orElseThrow()).matches("[1-9]\\d*");
      }
    }
    assertThat(slowed).isGreaterThanOrEqualTo(25);
    assertThat(send("GET", "/v1/workspaces", "", hers).statusCode()).isEqualTo(200);
    assertThat(send("GET", "/healthz", "").statusCode()).isEqualTo(200);
  }

  @Test
  void problemsAreUtf8() throws Exception {
    serve(new OfflineArchitect(), ServerSettings.loopback(0));
    HttpResponse<String> answer =
        send("POST", "/v1/conversations", "{\"workspace\":\"Größe 東京 🚀\"}");
    assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
    assertThat(answer.body()).contains("There is no workspace 'Größe 東京 🚀'");
    HttpResponse<String> upload =
        send("POST", "/v1/workspaces", "{\"files\":[{\"path\":\"../Größe\",\"content\":\"x\"}]}");
    assertThat(upload.body()).contains("'../Größe'");
  }

  @Test
  void noRefusalTellsAPlaceOfTheServer() throws Exception {
    serve();
    for (String files :
        List.of(
            "{\"path\":\"a\",\"content\":\"x\"},{\"path\":\"a/b\",\"content\":\"x\"}",
            "{\"path\":\"%s\",\"content\":\"x\"}".formatted("n".repeat(400)))) {
      HttpResponse<String> answer =
          send("POST", "/v1/workspaces", "{\"files\":[%s]}".formatted(files));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
      assertThat(answer.body())
          .doesNotContain(System.getProperty("java.io.tmpdir"))
          .doesNotContain("architect-uploads");
    }
  }
}
