package dev.deployarchitect.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.Workspaces;
import dev.deployarchitect.build.review.DockerfileReviewer;
import dev.deployarchitect.content.Content;
import dev.deployarchitect.finding.Finding;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.workspace.Workspace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a file holds: findings at places, soon, and never an exception. */
class HostileDockerfileTest {
  private static final DockerfileReviewer REVIEWER = new DockerfileReviewer(Content.packed());

  @TempDir private Path folder;

  private List<Finding> review(String text) {
    Workspace workspace = Workspaces.of(folder, Map.of("Dockerfile", text));
    return REVIEWER.review(List.of("Dockerfile"), workspace, ProjectProfile.of(workspace));
  }

  static Stream<Arguments> large() {
    StringBuilder chain = new StringBuilder("FROM node:24 AS s0\n");
    StringBuilder flat = new StringBuilder();
    for (int i = 1; i < 10_000; i++) {
      chain
          .append("FROM s")
          .append(i - 1)
          .append(" AS s")
          .append(i)
          .append("\nRUN apt-get update\n");
      flat.append("FROM node:24 AS s")
          .append(i)
          .append("\nCOPY --from=s1 a /b\nRUN npm ci | tee x\n");
    }
    return Stream.of(
        Arguments.of("a chain of 10,000 stages", chain.toString()),
        Arguments.of("10,000 stages side by side", flat.toString()),
        Arguments.of("a RUN of 1 MiB", "FROM a\nRUN " + "echo x && ".repeat(100_000) + "true\n"),
        Arguments.of("a word of 1 MiB", "FROM a\nENV A=" + "x".repeat(1_000_000)),
        Arguments.of("100,000 continuations", "FROM a\nRUN x" + " \\\n y".repeat(100_000)),
        Arguments.of("nested substitutions", "FROM a\nRUN " + "$(".repeat(20_000) + "x"),
        Arguments.of("nested variables", "FROM a\nENV A=" + "${A:-".repeat(20_000) + "x"),
        Arguments.of("open quotes", "FROM a\nRUN " + "\"'`".repeat(30_000)),
        Arguments.of("an array of 1 MiB", "FROM a\nCMD [" + "\"a\",".repeat(200_000) + "\"b\"]\n"),
        Arguments.of("a broken array", "FROM a\nCMD " + "[".repeat(200_000)),
        Arguments.of("100,000 lines", "FROM a\n" + "RUN apt-get install -y x\n".repeat(40_000)),
        Arguments.of("an open heredoc", "FROM a\nRUN <<EOF\n" + "echo x | y\n".repeat(80_000)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("large")
  void isReadInTime(String name, String text) {
    long start = System.nanoTime();
    List<Finding> findings = review(text);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    assertThat(findings).isNotEmpty();
    // At most half a second where nothing else runs; the margin is for a busy CI and a cold JVM.
    assertThat(took).as(name).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  void lineEndsOfWindowsAndAByteOrderMarkChangeNothing() {
    String text = "FROM debian:12\nRUN apt-get update && \\\n  apt-get install curl\nCMD a b\n";
    List<String> plain = review(text).stream().map(f -> f.span().place() + f.rule().id()).toList();
    assertThat(
            review(text.replace("\n", "\r\n")).stream().map(f -> f.span().place() + f.rule().id()))
        .containsExactlyElementsOf(plain);
    assertThat(review("\uFEFF" + text).stream().map(f -> f.rule().id()))
        .containsExactlyElementsOf(review(text).stream().map(f -> f.rule().id()).toList());
  }

  @Test
  void bytesThatAreNoUtf8AreReadAroundAndNulIsSaidToBeBinary() throws Exception {
    byte[] bytes =
        "FROM debian:12\nRUN echo '\u00e9' | cat\n".getBytes(StandardCharsets.ISO_8859_1);
    Files.write(folder.resolve("Dockerfile"), bytes);
    Workspace workspace = Workspace.open(folder);
    assertThat(REVIEWER.review(List.of("Dockerfile"), workspace, ProjectProfile.of(workspace)))
        .extracting(f -> f.rule().id())
        .contains("build/hidden-pipe-failure");
    Files.write(folder.resolve("Dockerfile"), new byte[] {'F', 'R', 0, 'M'});
    assertThat(Workspace.open(folder).read("Dockerfile"))
        .isEqualTo(new Workspace.Read.Unreadable("Dockerfile is binary."));
  }

  @Test
  void anOpenHeredocIsAProblemAtItsMark() {
    assertThat(review("FROM debian:12\nRUN <<EOF\necho\n"))
        .filteredOn(f -> f.rule().id().equals("build/dockerfile-syntax"))
        .singleElement()
        .satisfies(f -> assertThat(f.span().place()).isEqualTo("Dockerfile:2:5"));
  }

  @Test
  void aVersionLongerThanAnyNumberIsNoException() {
    Workspace workspace =
        Workspaces.of(
            folder,
            Map.of(
                "package.json", "{\"dependencies\": {\"prisma\": \"6.1.0\"}}",
                "Dockerfile", "FROM node:24\nRUN npx prisma@99999999999999999999 generate\n"));
    assertThat(REVIEWER.review(List.of("Dockerfile"), workspace, ProjectProfile.of(workspace)))
        .isNotEmpty();
  }
}
