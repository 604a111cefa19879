package dev.deployarchitect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line as a person uses it: words in, text and exit code out. */
class MainTest {
  @TempDir Path folder;

  private record Ran(int code, String out, String err) {}

  private static Ran run(String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Main.run(
            Map.of(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            words);
    return new Ran(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void theJsonOfAReviewIsOneObjectWithPlacesFromOne() {
    Ran ran = run("review", Given.SAMPLE.toString(), "--format", "json");
    assertThat(ran.code()).isEqualTo(1);
    JsonNode report = Given.json(ran.out());
    assertThat(report.path("findings")).hasSizeGreaterThan(40);
    for (JsonNode f : report.path("findings")) {
      assertThat(f.path("line").asInt()).isPositive();
      assertThat(f.path("column").asInt()).isPositive();
      assertThat(f.path("endLine").asInt()).isGreaterThanOrEqualTo(f.path("line").asInt());
      assertThat(f.path("path").asText()).doesNotStartWith("/").doesNotContain("\\");
      assertThat(f.path("remedy").asText()).isNotBlank();
      assertThat(Path.of(f.path("page").asText())).exists();
      assertThat(f.path("severity").asText()).isIn("critical", "high", "medium", "low", "info");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "json", "markdown", "sarif", "rdjsonl"})
  void everyFormatPrintsAndEmptyReviewsToo(String format) {
    assertThat(run("review", Given.SAMPLE.toString(), "--format", format).out())
        .contains("Dockerfile");
    assertThat(run("review", folder.toString(), "--format", format).code()).isZero();
  }

  @Test
  void aBaselineAndARevisionLeaveOutWhatIsKnown() throws Exception {
    Workspaces.write(folder, "Dockerfile", "FROM node:24.4-alpine\nUSER root\nCMD [\"x\"]\n");
    try (Git git = Git.init().setDirectory(folder.toFile()).call()) {
      git.add().addFilepattern(".").call();
      git.commit()
          .setMessage("a")
          .setAuthor("a", "a@b")
          .setCommitter("a", "a@b")
          .setSign(false)
          .call();
      Workspaces.write(folder, "b/Dockerfile", "FROM node:24.4-alpine\nUSER root\nCMD [\"x\"]\n");
      Workspaces.write(
          folder, "Dockerfile", "FROM node:24.4-alpine\n\nRUN sudo ls\nUSER root\nCMD [\"x\"]\n");
      Ran edited = run("review", folder.toString(), "--format", "json", "--since", "HEAD");
      assertThat(Given.json(edited.out()).path("findings"))
          .extracting(f -> f.path("rule").asText() + " " + f.path("path").asText())
          .contains("build/sudo Dockerfile")
          .doesNotContain("build/root-user Dockerfile")
          .contains("build/root-user b/Dockerfile");
      Workspaces.write(folder, "Dockerfile", "FROM node:24.4-alpine\nUSER root\nCMD [\"x\"]\n");
      Ran since = run("review", folder.toString(), "--format", "json", "--since", "HEAD");
      assertThat(Given.json(since.out()).path("findings"))
          .allSatisfy(f -> assertThat(f.path("path").asText()).isEqualTo("b/Dockerfile"))
          .isNotEmpty();
    }
    Ran all = run("review", folder.toString(), "--format", "json");
    Path baseline = Files.writeString(folder.resolve("baseline.json"), all.out());
    Ran rest =
        run("review", folder.toString(), "--format", "json", "--baseline", baseline.toString());
    assertThat(Given.json(rest.out()).path("findings")).isEmpty();
    assertThat(rest.code()).isZero();
  }

  @Test
  void settingsSwitchOffWithAReasonOnlyAndUnusedCommentsAreReported() {
    Workspaces.write(
        folder,
        ".architect.yml",
        "rules:\n  build/root-user: {off: a test image}\n  build/sudo: {off: ''}\nthreshold: low\n");
    Workspaces.write(
        folder,
        "Dockerfile",
        """
        # architect-ignore: build/latest-base
        FROM node:24.4-alpine
        USER root
        # hadolint ignore=DL3003
        RUN cd /app && ls
        """);
    Ran ran = run("review", folder.toString());
    assertThat(ran.out())
        .doesNotContain("build/root-user")
        .doesNotContain("DL3003")
        .contains("review/unused-suppression")
        .contains("without a reason");
    assertThat(ran.code()).isZero();
  }

  @Test
  void askStreamsAnAnswerAndWritesTheFilesBelowOut() {
    Path out = folder.resolve("files");
    Ran ran =
        run(
            "ask",
            "Make our image smaller",
            "--workspace",
            Given.SAMPLE.toString(),
            "--out",
            out.toString());
    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .startsWith("No language model was used")
        .contains("Rollback and recovery");
    assertThat(out.resolve("Dockerfile")).exists();
  }

  @Test
  void oneToolCanBeCalled() {
    Ran ran =
        run(
            "tool",
            "lint_workflow",
            "--format",
            "json",
            "--workspace",
            Given.SAMPLE.toString(),
            "{\"path\":\".github/workflows/ci.yml\"}");
    assertThat(Given.json(ran.out()).path("status").asText()).isEqualTo("done");
    assertThat(run("tool", "read_file", "{\"path\":\"../x\"}").code()).isEqualTo(2);
    assertThat(run("tools").out()).contains("plan_migration");
  }

  @Test
  void whatCannotBeUsedGetsOneSentenceAndExitCode2() throws IOException {
    Path file = Files.writeString(folder.resolve("a-file"), "x");
    for (String[] words :
        new String[][] {
          {"review", folder.resolve("missing").toString()},
          {"review", file.toString()},
          {"review", folder.toString(), "--since", "nowhere"},
          {"review", folder.toString(), "--format", "xml"},
          {"review", folder.toString(), "--fail-on", "never-ever"},
          {"review", folder.toString(), "--baseline", file.toString()},
          {"tool", "no_such", "{}"},
          {"tool", "read_file", "{"},
          {"ask", "x", "--workspace", file.toString()},
          {"eval", "run", "--only", "no such case"},
          {"serve", folder.toString(), "--address", "0.0.0.0"},
        }) {
      Ran ran = run(words);
      assertThat(ran.code()).as(String.join(" ", words)).isEqualTo(2);
      assertThat(ran.err())
          .startsWith("architect: ")
          .doesNotContain("Exception")
          .doesNotContain("\tat ");
      assertThat(ran.err().strip().lines()).hasSize(1);
    }
  }

  @Test
  void aModelThatCannotBeReachedIsSaidInOneSentence() {
    Ran ran =
        run(
            "ask",
            "hello",
            "--workspace",
            folder.toString(),
            "--model",
            "m",
            "--base-url",
            "http://127.0.0.1:9/v1");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("cannot be used: nothing listens there");
  }
}
