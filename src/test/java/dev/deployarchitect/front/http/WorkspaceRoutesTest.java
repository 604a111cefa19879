package dev.deployarchitect.front.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.deployarchitect.Given;
import dev.deployarchitect.servers.GitServer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import dev.deployarchitect.agent.offline.OfflineArchitect;
import dev.deployarchitect.workspace.GitIntake;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Workspaces: shown, sent, fetched, taken away. */
class WorkspaceRoutesTest extends FrontTest {

  @Test
  void aRepositoryThatIsSentCanBeAskedAboutByItsSenderAlone() throws Exception {
    Keys.Fresh alice = Keys.fresh("alice");
    Keys.Fresh bob = Keys.fresh("bob");
    serve(alice, bob);
    String[] hers = {"Authorization", "Bearer " + alice.key(), "Content-Type", "application/json"};
    String[] his = {"Authorization", "Bearer " + bob.key()};
    String files =
        """
        {"files": [
          {"path": "package.json", "content": "{\\"dependencies\\": {\\"next\\": \\"15.5.0\\"}}"},
          {"path": "Dockerfile", "content": "FROM node\\nCOPY . .\\nRUN npm install\\n"}]}
        """;
    HttpResponse<String> sent = send("POST", "/v1/workspaces?name=My%20Shop!", files, hers);
    assertThat(sent.statusCode()).as(sent.body()).isEqualTo(201);
    String name = Given.json(sent.body()).path("workspace").asText();
    assertThat(name).matches("my-shop-[0-9a-f]{8}");
    assertThat(send("GET", "/v1/workspaces", "", hers).body()).contains("who-covers-it", name);
    assertThat(send("GET", "/v1/workspaces", "", his).body()).doesNotContain(name);
    String about = "{\"workspace\":\"%s\"}".formatted(name);
    assertThat(send("POST", "/v1/conversations", about, his).statusCode()).isEqualTo(400);
    String id =
        Given.json(send("POST", "/v1/conversations", about, hers).body()).path("id").asText();
    String[] streamed = {"Authorization", "Bearer " + alice.key(), "Accept", "text/event-stream"};
    assertThat(
            send(
                    "POST",
                    "/v1/conversations/" + id + "/runs",
                    "{\"question\":\"Make our image smaller\"}",
                    streamed)
                .body())
        .contains("Dockerfile:1")
        .contains("event: run_finished");
  }

  @Test
  void whatIsNoRepositoryIsRefusedWithASentence() throws Exception {
    serve();
    String[] json = {"Content-Type", "application/json"};
    String[] zip = {"Content-Type", "application/zip"};
    assertThat(send("POST", "/v1/workspaces", "PK nonsense", zip).body())
        .contains("This is no zip");
    assertThat(send("POST", "/v1/workspaces", "{}", json).body()).contains("Send a zip, {");
    HttpResponse<String> out =
        send(
            "POST",
            "/v1/workspaces",
            "{\"files\":[{\"path\":\"../../etc/cron.d/x\",\"content\":\"x\"}]}",
            json);
    assertThat(out.statusCode()).isEqualTo(400);
    assertThat(out.body()).contains("leads out of a folder");
    assertThat(send("GET", "/v1/workspaces", "").body())
        .isEqualTo("{\"workspaces\":[\"who-covers-it\"],\"sent\":[],\"git\":false}");
  }

  @Test
  void workflowsThatAreSentAloneAreStillWorkflows() throws Exception {
    serve();
    String file =
        "{\"files\": [{\"path\": \".github/workflows/ci.yml\", \"content\": \"on: push\"}]}";
    for (String root : List.of("", "&root=.")) {
      JsonNode sent = Given.json(send("POST", "/v1/workspaces?name=ci" + root, file).body());
      assertThat(
              send(
                      "GET",
                      "/v1/workspaces/%s/file?path=.github/workflows/ci.yml"
                          .formatted(sent.path("workspace").asText()),
                      "")
                  .body())
          .contains("on: push");
    }
    assertThat(send("POST", "/v1/workspaces?root=web", file).body())
        .contains("does not lie below the root 'web'");
  }

  @Test
  void aWorkspaceSaysWhatItIsMadeOfAndWhatToAskFirst() throws Exception {
    serve();
    JsonNode profile = Given.json(send("GET", "/v1/workspaces/who-covers-it", "").body());
    assertThat(profile.path("facts"))
        .anySatisfy(fact -> {
          assertThat(fact.path("name").asText()).isEqualTo("next");
          assertThat(fact.path("path").asText()).isEqualTo("package.json");
          assertThat(fact.path("line").asInt()).isPositive();
        });
    assertThat(profile.path("questions").valueStream().map(JsonNode::asText))
        .hasSize(4)
        .contains("Are our migrations safe to deploy?");
    assertThat(send("GET", "/v1/workspaces/none", "").statusCode()).isEqualTo(404);
  }

  @Test
  void aFileIsShownWithoutSecretsAndNothingOutsideIs() throws Exception {
    serve();
    String files =
        """
        {"files": [{"path": "a.txt", "content": "token=ghp_0123456789abcdefghijABCDEFGHIJ012345\\n"},
          {"path": ".env", "content": "PASSWORD=hunter22hunter\\n"}]}
        """;
    String[] json = {"Content-Type", "application/json"};
    String name =
        Given.json(send("POST", "/v1/workspaces?name=s", files, json).body())
            .path("workspace")
            .asText();
    String file = "/v1/workspaces/" + name + "/file?path=";
    assertThat(send("GET", file + "a.txt", "").body())
        .contains("[secret replaced]", "\"whole\":true")
        .doesNotContain("ghp_");
    assertThat(send("GET", file + ".env", "").body())
        .contains("PASSWORD=…", "\"whole\":false")
        .doesNotContain("hunter");
    for (String outside : List.of("../../etc/passwd", "/etc/passwd", "none", "")) {
      assertThat(send("GET", file + outside, "").statusCode()).as(outside).isEqualTo(404);
    }
  }

  @Test
  void whatWasSentIsTakenAwayByItsSenderAlone() throws Exception {
    Keys.Fresh alice = Keys.fresh("alice");
    Keys.Fresh bob = Keys.fresh("bob");
    serve(alice, bob);
    String[] hers = {"Authorization", "Bearer " + alice.key(), "Content-Type", "application/json"};
    String[] his = {"Authorization", "Bearer " + bob.key()};
    String files = "{\"files\": [{\"path\": \"a\", \"content\": \"b\"}]}";
    String name =
        Given.json(send("POST", "/v1/workspaces?name=s", files, hers).body())
            .path("workspace")
            .asText();
    String place = "/v1/workspaces/" + name;
    assertThat(send("GET", place, "", his).statusCode()).isEqualTo(404);
    assertThat(send("GET", place + "/file?path=a", "", his).statusCode()).isEqualTo(404);
    assertThat(send("DELETE", place, "", his).statusCode()).isEqualTo(404);
    assertThat(send("GET", place, "", hers).statusCode()).isEqualTo(200);
    assertThat(send("DELETE", place, "", hers).statusCode()).isEqualTo(204);
    assertThat(send("GET", place, "", hers).statusCode()).isEqualTo(404);
    assertThat(send("DELETE", "/v1/workspaces/who-covers-it", "", hers).statusCode())
        .isEqualTo(404);
  }

  @Test
  void aRepositoryIsFetchedWhereItsAddressIsAllowed() throws Exception {
    try (GitServer git = new GitServer(Files.createDirectory(folder.resolve("served")))) {
      git.repository("shop", Map.of("Dockerfile", "FROM node\n".getBytes(StandardCharsets.UTF_8)));
      serve(
          new OfflineArchitect(),
          new ServerSettings(
              "127.0.0.1",
              0,
              Keys.none(),
              Optional.empty(),
              Set.of(),
              0,
              GitIntake.allowing(List.of(git.address()))));
      String[] json = {"Content-Type", "application/json"};
      HttpResponse<String> fetched =
          send("POST", "/v1/workspaces", "{\"git\":\"%sshop/\"}".formatted(git.address()), json);
      assertThat(fetched.statusCode()).as(fetched.body()).isEqualTo(201);
      String name = Given.json(fetched.body()).path("workspace").asText();
      assertThat(name).startsWith("shop-");
      assertThat(send("GET", "/v1/workspaces/" + name + "/file?path=Dockerfile", "").body())
          .contains("FROM node");
      assertThat(
              send("POST", "/v1/workspaces", "{\"git\":\"https://github.com/a/b\"}", json).body())
          .contains("is not allowed");
      assertThat(send("GET", "/v1/workspaces", "").body()).contains("\"git\":true");
    }
  }
}
