package dev.deployarchitect.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deployarchitect.servers.GitServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fetching from a real git server. */
@Timeout(60)
class GitIntakeTest {
  @TempDir Path folder;
  private GitServer server;

  @BeforeEach
  void serve() throws Exception {
    server = new GitServer(Files.createDirectory(folder.resolve("served")));
  }

  @AfterEach
  void close() throws Exception {
    server.close();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private GitIntake intake() {
    return GitIntake.allowing(List.of(server.address()));
  }

  @Test
  void theFilesOfTheNewestCommitAreFetchedWithoutLinksAndWithoutWhatNobodyReads() throws Exception {
    byte[] large = new byte[Workspace.MAX_FILE_BYTES + 1];
    server.repository(
        "shop", Map.of("Dockerfile", text("FROM node\n"), "src/a.ts", text("a"), "video", large));
    Path place = folder.resolve("unpacked");
    ZipIntake.unpack(intake().zip(server.address() + "shop"), place);
    try (Stream<Path> all = Files.walk(place)) {
      assertThat(all.filter(Files::isRegularFile).map(f -> place.relativize(f).toString()))
          .containsExactlyInAnyOrder("Dockerfile", "src/a.ts");
    }
    assertThat(place.resolve("Dockerfile")).hasContent("FROM node\n");
  }

  @Test
  void nothingIsLeftBehind() throws Exception {
    server.repository("shop", Map.of("a", text("a")));
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    intake().zip(server.address() + "shop");
    assertThatThrownBy(() -> intake().zip(server.address() + "none"))
        .isInstanceOf(WorkspaceException.class);
    try (Stream<Path> all = Files.list(temporary)) {
      assertThat(all.map(Path::getFileName).map(Path::toString))
          .noneMatch(name -> name.startsWith("architect-git-"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/acme/shop",
        "http://user:secret@127.0.0.1/acme/shop",
        "file:///etc",
        "ssh://git@github.com/acme/shop",
        "ext::sh -c touch% /tmp/owned",
        "-upload-pack=touch /tmp/owned",
        "",
        "not an address"
      })
  void anAddressThatIsNotAllowedIsRefused(String address) {
    assertThatThrownBy(() -> intake().zip(address))
        .isInstanceOf(WorkspaceException.class)
        .hasMessageStartingWith("This address is not allowed; it must begin with http://127");
  }

  @Test
  void anAddressCannotLeadOutOfWhatIsAllowed() throws IOException {
    for (String way : List.of("../leads/shop", "%2e%2e/leads/shop", "x/../../leads/shop", "")) {
      assertThatThrownBy(() -> intake().zip(server.address() + way))
          .as(way)
          .hasMessageStartingWith("This address is not allowed");
    }
  }

  @Test
  void aServerThatLeadsElsewhereIsNotFollowed() throws Exception {
    server.repository("shop", Map.of("a", text("a")));
    String leads = server.address().replace("/acme/", "/leads/");
    assertThatThrownBy(() -> GitIntake.allowing(List.of(leads)).zip(leads + "shop"))
        .isInstanceOf(WorkspaceException.class)
        .hasMessageContaining("cannot be fetched");
  }

  @Test
  void whatIsNotThereIsSaid() throws Exception {
    server.empty("new");
    assertThatThrownBy(() -> intake().zip(server.address() + "none"))
        .hasMessageStartingWith("%snone cannot be fetched: ".formatted(server.address()));
    assertThatThrownBy(() -> intake().zip(server.address() + "new"))
        .isInstanceOf(WorkspaceException.class);
    assertThatThrownBy(() -> GitIntake.allowing(List.of()).zip("https://github.com/a/b"))
        .hasMessageStartingWith("This server clones no repositories");
  }

  @Test
  void whatIsTooLargeIsStopped() throws Exception {
    byte[] noise = new byte[Workspace.MAX_FILE_BYTES];
    new Random(1).nextBytes(noise);
    server.repository("large", Map.of("noise", noise));
    GitIntake small = new GitIntake(List.of(server.address()), Duration.ofSeconds(20), 100_000);
    assertThatThrownBy(() -> small.zip(server.address() + "large"))
        .isInstanceOf(WorkspaceException.class)
        .hasMessageContaining("more than");
  }

  @Test
  void whatTakesTooLongIsStopped() throws Exception {
    server.repository("shop", Map.of("a", text("a")));
    GitIntake hasty = new GitIntake(List.of(server.address()), Duration.ZERO, 1 << 20);
    assertThatThrownBy(() -> hasty.zip(server.address() + "shop"))
        .isInstanceOf(WorkspaceException.class)
        .hasMessageContaining("longer than");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"github.com/", "https://github.com", "file:///srv/", "https://a:b@github.com/"})
  void whatIsNoBeginningOfAddressesIsRefusedAtTheStart(String start) {
    assertThatThrownBy(() -> GitIntake.allowing(List.of(start)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is no beginning of git addresses");
  }
}
