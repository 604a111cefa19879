package dev.deployarchitect.front.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.deployarchitect.Given;
import dev.deployarchitect.agent.ScriptedEndpoint.Reply;
import dev.deployarchitect.agent.ScriptedEndpoint;
import dev.deployarchitect.agent.run.Standing;
import dev.deployarchitect.agent.model.OpenAiModel;
import dev.deployarchitect.agent.offline.OfflineArchitect;
import dev.deployarchitect.agent.wire.LiveWire;
import dev.deployarchitect.workspace.GitIntake;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the server answers, to whom, and what it refuses. */
class HttpFrontTest extends FrontTest {
  private static List<Integer> ids(String stream) {
    List<Integer> ids = new ArrayList<>();
    Matcher matcher = Pattern.compile("(?m)^id: (\\d+)$").matcher(stream);
    while (matcher.find()) {
      ids.add(Integer.valueOf(matcher.group(1)));
    }
    return ids;
  }

  @Test
  void aQuestionStreamsNumberedEventsAndCanBeFollowedAgainFromAnyOfThem() throws Exception {
    serve();
    HttpResponse<String> stream =
        send(
            "POST",
            "/v1/conversations/" + conversation() + "/runs",
            "{\"question\":\"Our builds are slow\"}",
            "Accept",
            "text/event-stream");
    assertThat(stream.headers().firstValue("content-type"))
        .get()
        .asString()
        .startsWith("text/event-stream");
    assertThat(stream.headers().firstValue("x-accel-buffering")).hasValue("no");
    assertThat(stream.body())
        .startsWith("retry: 2000\n\n")
        .contains("event: tool_finished")
        .contains("event: run_finished");
    List<Integer> ids = ids(stream.body());
    assertThat(ids).startsWith(1, 2, 3).isSorted().doesNotHaveDuplicates();
    String run = stream.body().replaceFirst("(?s).*\"run\":\"(run_\\w+)\".*", "$1");
    String again = send("GET", "/v1/runs/" + run + "/events", "", "Last-Event-ID", "5").body();
    assertThat(ids(again)).isEqualTo(ids.subList(5, ids.size()));
    assertThat(ids(send("GET", "/v1/runs/" + run + "/events?after=7", "").body()))
        .isEqualTo(ids.subList(7, ids.size()));
  }

  @Test
  void filesComeAsJsonZipAndPatch() throws Exception {
    serve();
    String stream =
        send(
                "POST",
                "/v1/conversations/" + conversation() + "/runs",
                "{\"question\":\"Make our image smaller\"}",
                "Accept",
                "text/event-stream")
            .body();
    String run = stream.replaceFirst("(?s).*\"run\":\"(run_\\w+)\".*", "$1");
    JsonNode files = Given.json(send("GET", "/v1/runs/" + run + "/files", "").body());
    assertThat(files.path("files"))
        .extracting(f -> f.path("path").asText())
        .contains("Dockerfile", ".dockerignore", "next.config.ts");
    String patch = send("GET", "/v1/runs/" + run + "/files.patch", "").body();
    assertThat(patch)
        .contains("--- a/Dockerfile")
        .contains("new file mode 100644")
        .contains("+  output: \"standalone\",");
    assertThat(send("GET", "/v1/runs/" + run + "/files.zip", "").body()).startsWith("PK");
  }

  @Test
  void aSecondRunOfAConversationIsRefusedAndAKeyStartsOneRunOnly() throws Exception {
    try (ScriptedEndpoint endpoint = new ScriptedEndpoint(new Reply.Silence())) {
      serve(
          new OpenAiModel(
              new OpenAiModel.Settings(endpoint.baseUrl(), "k", "m"),
              new LiveWire(Duration.ofSeconds(30))),
          ServerSettings.loopback(0));
      String path = "/v1/conversations/" + conversation() + "/runs";
      HttpResponse<String> first =
          send("POST", path, "{\"question\":\"a\"}", "Idempotency-Key", "one");
      assertThat(first.statusCode()).isEqualTo(202);
      HttpResponse<String> same =
          send("POST", path, "{\"question\":\"a\"}", "Idempotency-Key", "one");
      assertThat(Given.json(same.body()).path("id")).isEqualTo(Given.json(first.body()).path("id"));
      assertThat(send("POST", path, "{\"question\":\"b\"}").statusCode()).isEqualTo(409);
      String run = Given.json(first.body()).path("id").asText();
      assertThat(send("POST", "/v1/runs/" + run + "/cancel", "").statusCode()).isEqualTo(202);
      assertThat(send("GET", "/v1/runs/" + run + "/events", "").body())
          .contains("event: run_cancelled");
      assertThat(Given.json(send("GET", "/v1/runs/" + run, "").body()).path("status").asText())
          .isEqualTo("cancelled");
    }
  }

  @Test
  void theOpenAiRoutesStreamChunksAndUsage() throws Exception {
    serve();
    assertThat(send("GET", "/v1/models", "").body())
        .contains("devops-deployment-architect/who-covers-it");
    String body =
        "{\"model\":\"devops-deployment-architect\",\"stream\":true,"
            + "\"stream_options\":{\"include_usage\":true},"
            + "\"messages\":[{\"role\":\"user\",\"content\":\"Set up alerts\"}]}";
    String stream = send("POST", "/v1/chat/completions", body).body();
    assertThat(stream)
        .contains("\"role\":\"assistant\"")
        .contains("\"finish_reason\":\"stop\"")
        .contains("\"usage\"")
        .endsWith("data: [DONE]\n\n");
    JsonNode whole =
        Given.json(send("POST", "/v1/chat/completions", body.replace("true,", "false,")).body());
    assertThat(whole.path("choices").path(0).path("message").path("content").asText())
        .contains("Alert on what users feel");
    assertThat(send("POST", "/v1/chat/completions", "{\"messages\":[]}").statusCode())
        .isEqualTo(400);
  }

  @Test
  void noSecretOfAPersonIsStoredListedOrTold() throws Exception {
    String secret = "ghp_" + "a1B2c3D4".repeat(5);
    try (ScriptedEndpoint endpoint =
        new ScriptedEndpoint(
            new Reply.Says("Yes."), new Reply.Says("Done."), new Reply.Says("x"))) {
      serve(
          new OpenAiModel(
              new OpenAiModel.Settings(endpoint.baseUrl(), "k", "m"),
              new LiveWire(Duration.ofSeconds(5))),
          ServerSettings.loopback(0));
      String chat =
          """
          {"messages": [{"role": "user", "content": "my token is %1$s"},
            {"role": "assistant", "content": "So it is %1$s?"},
            {"role": "user", "content": "What was %1$s?"}]}
          """
              .formatted(secret);
      assertThat(send("POST", "/v1/chat/completions", chat).statusCode()).isEqualTo(200);
      String conversation = conversation();
      send(
          "POST",
          "/v1/conversations/" + conversation + "/runs",
          "{\"question\":\"Use %s\"}".formatted(secret),
          "Accept",
          "text/event-stream");
      assertThat(send("GET", "/v1/conversations", "").body())
          .contains("Use [secret replaced]")
          .doesNotContain(secret);
      assertThat(send("GET", "/v1/conversations/" + conversation, "").body())
          .doesNotContain(secret);
      assertThat(endpoint.requests()).isNotEmpty().noneMatch(r -> r.toString().contains(secret));
      assertThat(Files.getPosixFilePermissions(folder.resolve("store.db")))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
      try (var files = Files.list(folder)) {
        for (Path file : files.filter(f -> f.toString().contains("store.db")).toList()) {
          assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
              .doesNotContain(secret);
          assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
              .as(file.toString())
              .isEqualTo("rw-------");
        }
      }
    }
  }

  @Test
  void foreignHostsAndOriginsAreRefusedOnEveryRoute() throws Exception {
    serve();
    for (String path : List.of("/", "/v1/workspaces", "/mcp", "/healthz", "/metrics")) {
      assertThat(send("GET", path, "", "Host", "evil.example").statusCode())
          .as(path)
          .isEqualTo(403);
      assertThat(send("GET", path, "", "Origin", "https://evil.example").statusCode())
          .as(path)
          .isEqualTo(403);
    }
    assertThat(send("GET", "/v1/workspaces", "", "Origin", base).statusCode()).isEqualTo(200);
  }

  @Test
  void aKeyIsNeededWhereOneIsSet() throws Exception {
    serve(
        new OfflineArchitect(),
        new ServerSettings(
            "127.0.0.1",
            0,
            Keys.single("k3y-of-forty-characters-0123456789abcdef"),
            Optional.empty(),
            Set.of(),
            0,
            GitIntake.allowing(List.of())));
    assertThat(send("GET", "/v1/workspaces", "").statusCode()).isEqualTo(401);
    assertThat(send("GET", "/mcp", "").statusCode()).isEqualTo(401);
    assertThat(send("GET", "/v1/workspaces", "", "Authorization", "Bearer wrong").statusCode())
        .isEqualTo(401);
    assertThat(
            send(
                    "GET",
                    "/v1/workspaces",
                    "",
                    "Authorization",
                    "Bearer k3y-of-forty-characters-0123456789abcdef")
                .statusCode())
        .isEqualTo(200);
    assertThat(send("GET", "/healthz", "").statusCode()).isEqualTo(200);
  }

  @Test
  void errorsAreProblemJsonWithoutTraces() throws Exception {
    serve();
    HttpResponse<String> missing = send("GET", "/v1/runs/none", "");
    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(missing.headers().firstValue("content-type")).hasValue("application/problem+json");
    assertThat(send("POST", "/v1/conversations", "[").statusCode()).isEqualTo(400);
    assertThat(send("POST", "/v1/conversations", "{\"workspace\":\"/etc\"}").body())
        .contains("There is no workspace '/etc'");
    HttpResponse<String> mcp =
        send(
            "POST",
            "/mcp",
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}",
            "Accept",
            "application/json, text/event-stream",
            "Content-Type",
            "application/json");
    assertThat(mcp.statusCode()).isEqualTo(400);
    assertThat(mcp.body()).doesNotContain("stackTrace").doesNotContain("io.modelcontext");
  }

  @Test
  void thePagesOfTheWidgetHaveAStrictPolicy() throws Exception {
    serve();
    HttpResponse<String> page = send("GET", "/", "");
    assertThat(page.body()).contains("<deployment-architect src=\"./\">");
    assertThat(page.headers().firstValue("content-security-policy"))
        .get()
        .asString()
        .contains("default-src 'none'")
        .doesNotContain("unsafe");
    assertThat(send("GET", "/widget.js", "").body()).contains("customElements.define");
    assertThat(Given.json(send("GET", "/openapi.json", "").body()).path("openapi").asText())
        .isEqualTo("3.1.0");
    assertThat(send("GET", "/metrics", "").body()).contains("architect_runs_total 0");
  }

  @Test
  void aConversationBelongsToItsKey() throws Exception {
    Keys.Fresh alice = Keys.fresh("alice");
    Keys.Fresh bob = Keys.fresh("bob");
    serve(alice, bob);
    String[] hers = {"Authorization", "Bearer " + alice.key()};
    String[] his = {"Authorization", "Bearer " + bob.key()};
    assertThat(send("POST", "/v1/conversations", "{}").statusCode()).isEqualTo(401);
    String id =
        Given.json(send("POST", "/v1/conversations", "{}", hers).body()).path("id").asText();
    String runs = "/v1/conversations/" + id + "/runs";
    String question = "{\"question\":\"Make our image smaller\"}";
    assertThat(send("POST", runs, question, his).statusCode()).isEqualTo(404);
    HttpResponse<String> started = send("POST", runs, question, hers);
    String run = started.headers().firstValue("Location").orElseThrow();
    for (String path :
        List.of(
            "/v1/conversations/" + id, run, run + "/events", run + "/files", run + "/files.zip")) {
      assertThat(send("GET", path, "", his).statusCode()).as(path).isEqualTo(404);
      assertThat(send("GET", path, "", hers).statusCode()).as(path).isEqualTo(200);
    }
    assertThat(send("POST", run + "/cancel", "", his).statusCode()).isEqualTo(404);
    assertThat(send("GET", "/v1/conversations", "", hers).body()).contains(id);
    assertThat(send("GET", "/v1/conversations", "", his).body()).doesNotContain(id);
  }

  @Test
  void runsHaveARate() throws Exception {
    serve(
        new OfflineArchitect(),
        new ServerSettings(
            "127.0.0.1",
            0,
            Keys.none(),
            Optional.empty(),
            Set.of(),
            1,
            GitIntake.allowing(List.of())));
    String runs = "/v1/conversations/" + conversation() + "/runs";
    assertThat(send("POST", runs, "{\"question\":\"Hello?\"}").statusCode()).isEqualTo(202);
    HttpResponse<String> second = send("POST", runs, "{\"question\":\"Hello?\"}");
    assertThat(second.statusCode()).isEqualTo(429);
    assertThat(second.headers().firstValue("Retry-After").orElseThrow()).matches("\\d+");
    assertThat(second.body()).contains("Too many runs");
    String chat = "{\"messages\":[{\"role\":\"user\",\"content\":\"Hello?\"}]}";
    HttpResponse<String> third = send("POST", "/v1/chat/completions", chat);
    assertThat(third.statusCode()).isEqualTo(429);
    assertThat(Given.json(third.body()).path("error").path("message").asText())
        .contains("wait a moment");
  }

  @Test
  void whatARunUsedStandsInIt() throws Exception {
    try (ScriptedEndpoint endpoint = new ScriptedEndpoint(new Reply.Says("Yes."))) {
      serve(
          new OpenAiModel(
              new OpenAiModel.Settings(endpoint.baseUrl(), "none", "gpt-4o"),
              new LiveWire(Duration.ofSeconds(5))),
          ServerSettings.loopback(0));
      String id = conversation();
      send(
          "POST",
          "/v1/conversations/" + id + "/runs",
          "{\"question\":\"Hello?\"}",
          "Accept",
          "text/event-stream");
      JsonNode run =
          Given.json(send("GET", "/v1/conversations/" + id, "").body()).path("runs").get(0);
      assertThat(run.path("usage").path("sent").asInt()).isEqualTo(11);
      assertThat(run.path("usage").path("dollars").asDouble()).isEqualTo(0.0001);
    }
  }

  private static Reply.Calls fetch(String url) {
    return new Reply.Calls(
        List.<String[]>of(new String[] {"fetch_reference", "{\"url\":\"%s\"}".formatted(url)}));
  }

  private JsonNode waiting(String run) throws Exception {
    while (true) {
      for (Standing.Event event : Standing.of(journal, run).events()) {
        if (event.type().equals("approval_requested")) {
          return event.data();
        }
      }
      Thread.sleep(10);
    }
  }

  private String ask(String conversation) throws Exception {
    HttpResponse<String> started =
        send("POST", "/v1/conversations/" + conversation + "/runs", "{\"question\":\"Why?\"}");
    return Given.json(started.body()).path("id").asText();
  }

  @Test
  void whatGoesBeyondReadingWaitsForAPerson() throws Exception {
    String page = "https://manual.example.invalid/page";
    Reply done = new Reply.Says("Done.");
    try (ScriptedEndpoint endpoint =
        new ScriptedEndpoint(fetch(page), done, fetch(page), done, fetch(page))) {
      serve(
          new OpenAiModel(
              new OpenAiModel.Settings(endpoint.baseUrl(), "none", "scripted"),
              new LiveWire(Duration.ofSeconds(5))),
          ServerSettings.loopback(0));
      String conversation = conversation();

      String rejected = ask(conversation);
      JsonNode asked = waiting(rejected);
      assertThat(asked.path("detail").asText()).isEqualTo(page);
      assertThat(asked.path("action").asText()).contains("manual.example.invalid");
      String path = "/v1/runs/" + rejected + "/approvals/" + asked.path("approval").asText();
      assertThat(send("POST", path, "{}").statusCode()).isEqualTo(400);
      assertThat(send("POST", path + "0", "{\"approve\":true}").statusCode()).isEqualTo(404);
      assertThat(send("POST", path, "{\"approve\":false,\"reason\":\"not ours\"}").statusCode())
          .isEqualTo(200);
      String late = Given.json(send("POST", path + "/show", "").body()).path("secret").asText();
      assertThat(
              send("POST", path, "{\"approve\":true,\"secret\":\"%s\"}".formatted(late))
                  .statusCode())
          .isEqualTo(409);
      assertThat(send("GET", "/v1/runs/" + rejected + "/events", "").body())
          .contains("event: approval_decided")
          .contains("a person said no (not ours)")
          .contains("event: run_finished");

      String approved = ask(conversation);
      path = "/v1/runs/" + approved + "/approvals/" + waiting(approved).path("approval").asText();
      assertThat(send("POST", path, "{\"approve\":true}").statusCode()).isEqualTo(403);
      JsonNode shown = Given.json(send("POST", path + "/show", "").body());
      assertThat(shown.path("detail").asText()).isEqualTo(page);
      String yes = "{\"approve\":true,\"secret\":\"%s\"}".formatted(shown.path("secret").asText());
      assertThat(send("POST", path, yes).statusCode()).isEqualTo(200);
      assertThat(send("GET", "/v1/runs/" + approved + "/events", "").body())
          .contains("\"approved\":true")
          .contains("it cannot be reached from here")
          .contains("event: run_finished");

      String cancelled = ask(conversation);
      waiting(cancelled);
      send("POST", "/v1/runs/" + cancelled + "/cancel", "");
      assertThat(send("GET", "/v1/runs/" + cancelled + "/events", "").body())
          .contains("event: run_cancelled")
          .doesNotContain("approval_decided");
    }
  }

  @Test
  void answersCarryHeadersThatKeepThemWhatTheyAre() throws Exception {
    serve();
    HttpResponse<String> answer = send("GET", "/v1/workspaces", "");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(answer.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
    assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-store");
    assertThat(answer.headers().allValues("Content-Security-Policy"))
        .containsExactly("default-src 'none'; frame-ancestors 'none'");
    HttpResponse<String> page = send("GET", "/", "");
    assertThat(page.headers().allValues("Content-Security-Policy"))
        .singleElement()
        .asString()
        .contains("script-src 'self'")
        .doesNotContain("unsafe");
  }

  @Test
  void aBodyThatIsTooLargeIsRefused() throws Exception {
    serve();
    HttpResponse<String> answer =
        send("POST", "/v1/conversations", "{\"workspace\":\"" + "x".repeat(1_200_000) + "\"}");
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
  }
}
