package dev.deployarchitect.front.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.deployarchitect.Given;
import dev.deployarchitect.agent.ScriptedEndpoint;
import dev.deployarchitect.agent.ScriptedEndpoint.Reply;
import dev.deployarchitect.servers.Commands;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a client gets of a conversation's draft. */
class DraftRoutesTest extends FrontTest {

  private static Reply calls(String tool, String arguments) {
    return new Reply.Calls(List.<String[]>of(new String[] {tool, arguments}));
  }

  private String run(Reply... replies) throws Exception {
    ScriptedEndpoint endpoint = new ScriptedEndpoint(replies);
    opened.add(endpoint);
    serve(
        Given.model(endpoint.baseUrl(), "scripted", Duration.ofSeconds(20)),
        ServerSettings.loopback(0));
    String runs = "/v1/conversations/" + conversation() + "/runs";
    String run =
        Given.json(send("POST", runs, "{\"question\":\"Change it.\"}").body()).path("id").asText();
    assertThat(send("GET", "/v1/runs/" + run + "/events", "").body()).contains("run_finished");
    return run;
  }

  @Test
  void thePatchOfADraftAppliesToTheRepository() throws Exception {
    Commands.needs("git");
    String run =
        run(
            calls(
                "edit_files",
                "{\"why\":\"see\",\"edits\":[{\"path\":\"package.json\",\"search\":\"\\\"private\\\": true\",\"replace\":\"\\\"private\\\": false\"}]}"),
            calls("delete_files", "{\"why\":\"see\",\"paths\":[\"vercel.json\"]}"),
            calls(
                "write_files",
                "{\"why\":\"see\",\"files\":[{\"path\":\"docs/with space.json\",\"content\":\"{}\"}]}"),
            new Reply.Says("Done."));
    JsonNode files = Given.json(send("GET", "/v1/runs/" + run + "/files", "").body()).path("files");
    assertThat(files)
        .extracting(f -> f.path("path").asText() + " " + f.path("kind").asText())
        .containsExactly(
            "docs/with space.json added", "package.json changed", "vercel.json deleted");
    assertThat(files.get(0).path("evidence")).isNotEmpty();
    assertThat(files.get(0).path("content").asText()).isEqualTo("{}");
    Path copy = Files.createDirectory(folder.resolve("copy"));
    try (Stream<Path> all = Files.walk(Given.SAMPLE)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        Path target = copy.resolve(Given.SAMPLE.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
    Path patch = folder.resolve("draft.patch");
    Files.writeString(patch, send("GET", "/v1/runs/" + run + "/files.patch", "").body());
    Commands git = new Commands(copy, Map.of());
    git.own(folder);
    git.run("git", "apply", patch.toString()).succeeds();
    assertThat(copy.resolve("vercel.json")).doesNotExist();
    assertThat(Files.readString(copy.resolve("docs/with space.json"))).isEqualTo("{}");
    assertThat(Files.readString(copy.resolve("package.json"))).contains("\"private\": false");
  }

  @Test
  void aFileWithASecretIsNamedAndNotHandedOver() throws Exception {
    String key = "sk_live_" + "4eC39HqLyjWDarjtT1zdp7dc";
    String run =
        run(
            calls(
                "write_files",
                "{\"why\":\"see\",\"files\":[{\"path\":\"a.txt\",\"content\":\"%s\"},{\"path\":\"b.txt\",\"content\":\"b\"}]}"
                    .formatted(key)),
            new Reply.Says("Done."));
    String files = send("GET", "/v1/runs/" + run + "/files", "").body();
    assertThat(files).contains("withheld", "a.txt").doesNotContain(key);
    String patch = send("GET", "/v1/runs/" + run + "/files.patch", "").body();
    assertThat(patch).contains("Left out, as it holds a secret: a.txt", "+++ b/b.txt");
    assertThat(patch + send("GET", "/v1/runs/" + run + "/events", "").body()).doesNotContain(key);
  }
}
