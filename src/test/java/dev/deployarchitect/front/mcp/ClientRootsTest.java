package dev.deployarchitect.front.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.deployarchitect.Given;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** By stdio the answers are about the folders that the client works in. */
@Timeout(60)
class ClientRootsTest {
  @TempDir Path folder;
  private Path here;
  private Path shop;
  private Path site;

  @BeforeEach
  void folders() throws IOException {
    here = repository("here", "FROM here:1");
    shop = repository("my shop", "FROM shop:1");
    site = repository("site", "FROM site:1");
  }

  private Path repository(String name, String dockerfile) throws IOException {
    Path repository = Files.createDirectory(folder.resolve(name)).toRealPath();
    Files.writeString(repository.resolve("Dockerfile"), dockerfile + "\n");
    return repository;
  }

  private static String roots(String... addresses) {
    return Stream.of(addresses)
        .map("{\"uri\":\"%s\"}"::formatted)
        .collect(Collectors.joining(",", "{\"roots\":[", "]}"));
  }

  private PipedClient client() throws IOException {
    return new PipedClient(Given.architect(), Repositories.ofClient(here));
  }

  private static final String DOCKERFILE = "{\"files\":[\"Dockerfile\"]}";

  @Test
  void theClientsRootIsReadAndNamed() throws IOException {
    try (PipedClient client = client()) {
      client.answering(method -> roots(shop.toUri().toString()));
      client.hello("2025-06-18", "{\"roots\":{\"listChanged\":true}}");
      JsonNode result =
          client
              .request("tools/call", "{\"name\":\"read_files\",\"arguments\":" + DOCKERFILE + "}")
              .path("result");
      assertThat(result.at("/content/0/text").asText())
          .startsWith("Repository: my shop (" + shop + ")")
          .contains("FROM shop:1");
      assertThat(result.at("/structuredContent/repository/name").asText()).isEqualTo("my shop");
      assertThat(result.at("/structuredContent/repository/root").asText())
          .isEqualTo(shop.toString());
    }
  }

  @Test
  void aChangedListIsFollowedAndSeveralAreToldApart() throws IOException {
    try (PipedClient client = client()) {
      client.answering(method -> roots(shop.toUri().toString()));
      client.hello("2025-06-18", "{\"roots\":{\"listChanged\":true}}");
      assertThat(client.call("read_files", DOCKERFILE)).contains("FROM shop:1");
      client.answering(method -> roots(site.toUri().toString(), shop.toUri().toString()));
      client.send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/roots/list_changed\"}");
      assertThat(client.call("read_files", DOCKERFILE)).contains("FROM site:1");
      assertThat(
              client.call("read_files", "{\"files\":[\"Dockerfile\"],\"workspace\":\"my shop\"}"))
          .contains("FROM shop:1");
      assertThat(client.call("read_files", "{\"files\":[\"Dockerfile\"],\"workspace\":\"here\"}"))
          .contains("There is no workspace 'here'; there are: site, my shop.");
    }
  }

  @Test
  void withoutRootsItIsTheFolderOfTheProcess() throws IOException {
    try (PipedClient client = client()) {
      client.hello("2025-06-18", "{}");
      assertThat(client.call("read_files", DOCKERFILE))
          .startsWith("Repository: here (" + here + ")")
          .contains("FROM here:1");
    }
  }

  @Test
  void rootsThatAreNoFoldersHereAreLeftOut() throws IOException {
    try (PipedClient client = client()) {
      client.answering(method ->
          roots("https://example.com/x", "file:///no/such/folder", "no address", "file:"));
      client.hello("2025-06-18", "{\"roots\":{}}");
      assertThat(client.call("read_files", DOCKERFILE)).contains("FROM here:1");
    }
  }

  @Test
  void aHomeOrAWholeDiskIsNoRepository() throws IOException {
    for (Path place : List.of(Path.of("/"), Path.of(System.getProperty("user.home")))) {
      try (PipedClient client = new PipedClient(Given.architect(), Repositories.ofClient(place))) {
        client.hello("2025-06-18", "{}");
        assertThat(client.call("read_files", DOCKERFILE))
            .contains("No repository", "--workspace DIR");
      }
    }
  }
}
