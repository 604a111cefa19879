package dev.deployarchitect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
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
  void everyFormatPrintsAndReviewsWithoutFindingsToo(String format) throws IOException {
    assertThat(run("review", Given.SAMPLE.toString(), "--format", format).out())
        .contains("Dockerfile");
    Files.writeString(
        folder.resolve("Dockerfile"), "FROM scratch\nCOPY a /\nUSER 1\nCMD [\"/a\"]\n");
    assertThat(run("review", folder.toString(), "--format", format).code()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "json", "markdown", "sarif", "rdjsonl"})
  void whatCannotBeReviewedIsNoPraise(String format) throws IOException {
    Ran empty = run("review", folder.toString(), "--format", format);
    assertThat(empty.code()).isEqualTo(2);
    assertThat(empty.err()).contains("Nothing was analysed: none of the 0 files here");
    Workspaces.write(folder, "README.md", "hello\n");
    Workspaces.write(folder, "deploy/nginx.conf", "server {}\n");
    Ran unknown = run("review", folder.toString(), "--format", format);
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err()).contains("none of the 2 files here");
    if (format.equals("text") || format.equals("markdown")) {
      assertThat(unknown.out())
          .contains("not analysed: 1 reverse proxy configurations (deploy/nginx.conf)");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rules: [",
        "thresold: low",
        "threshold: lowest",
        "strict: yes",
        "- a",
        "word",
        "rules: [build/root-user]",
        "rules: {build/root-usr: {off: typo}}",
        "exclude: ['[']"
      })
  void settingsThatCannotBeFollowedAreAnErrorInEveryFormat(String settings) throws IOException {
    Workspaces.write(folder, "Dockerfile", "FROM scratch\nCOPY a /\nUSER 1\nCMD [\"/a\"]\n");
    Workspaces.write(folder, ".architect.yml", settings + "\n");
    for (String format : new String[] {"text", "json", "markdown", "sarif", "rdjsonl"}) {
      Ran ran = run("review", folder.toString(), "--format", format, "--fail-on", "never");
      assertThat(ran.code()).as(format).isEqualTo(2);
      assertThat(ran.err()).contains("the review is incomplete").contains(".architect.yml");
    }
  }

  @Test
  void settingsUnderAnotherNameAreAnError() throws IOException {
    Workspaces.write(folder, "Dockerfile", "FROM scratch\nCOPY a /\nUSER 1\nCMD [\"/a\"]\n");
    assertThat(run("review", folder.toString()).code()).isZero();
    Workspaces.write(folder, ".architect.yaml", "threshold: low\n");
    Ran ran = run("review", folder.toString());
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains(".architect.yaml is not read");
  }

  @Test
  void whatIsPaddedBeyondReadingFailsTheGate() throws IOException {
    String good = "FROM scratch\nCOPY a /\nUSER 1\nCMD [\"/a\"]\n";
    Workspaces.write(folder, "Dockerfile", good);
    Workspaces.write(folder, "web/Dockerfile", "FROM node\n#" + "x".repeat(1 << 20));
    Workspaces.write(folder, ".github/workflows/ci.yml", "on: push\0\n");
    Ran ran = run("review", folder.toString(), "--format", "json");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err())
        .contains("web/Dockerfile is larger than 1 MiB")
        .contains(".github/workflows/ci.yml is binary");
    assertThat(Given.json(ran.out()).path("errors")).hasSize(2);
    assertThat(Given.json(ran.out()).path("read").path("Dockerfiles").asInt()).isEqualTo(1);
    Workspaces.write(folder, ".architect.yml", "exclude: ['web/**', '.github/**']\n");
    assertThat(run("review", folder.toString()).code()).isZero();
  }

  @Test
  void aToolNamesTheFileThatItCannotReadAndReadsTheOthers() throws IOException {
    Workspaces.write(folder, "Dockerfile", "FROM node\nUSER root\n");
    Workspaces.write(folder, "web/Dockerfile", "FROM node\0\n");
    Ran ran = run("tool", "read_dockerfile", "{}", "--workspace", folder.toString());
    assertThat(ran.out()).contains("Not analysed: web/Dockerfile is binary.", "Dockerfile:1");
  }

  @Test
  void aChangeThatTouchesNothingToAnalyseIsFine() throws Exception {
    Workspaces.write(folder, "Dockerfile", "FROM scratch\nCOPY a /\nUSER 1\nCMD [\"/a\"]\n");
    Workspaces.write(folder, "README.md", "a\n");
    try (Git git = Git.init().setDirectory(folder.toFile()).call()) {
      git.add().addFilepattern(".").call();
      git.commit()
          .setMessage("a")
          .setAuthor("a", "a@b")
          .setCommitter("a", "a@b")
          .setSign(false)
          .call();
      Workspaces.write(folder, "README.md", "b\n");
      assertThat(run("review", folder.toString(), "--since", "HEAD").code()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "json", "markdown", "sarif", "rdjsonl"})
  void textOfARepositoryIsNoCommandOfTheTerminalOrOfCi(String format) throws IOException {
    String name = "a\u001b[2Jb\n::stop-commands::x/Dockerfile";
    Workspaces.write(
        folder,
        name,
        "FROM node\nENV A=\u001b[31m\u202e ##[error]x\nRUN sudo \u001b[2J ##vso[x]\n");
    Workspaces.write(
        folder, "b/Dockerfile", "FROM node\nRUN cd /x && sudo `[a](http://evil)` @team\n");
    Ran ran = run("review", folder.toString(), "--format", format, "--strict");
    for (String text : new String[] {ran.out(), ran.err()}) {
      assertThat(text)
          .doesNotContainPattern("[\\p{Cc}\\p{Cf}&&[^\\n\\t]]")
          .doesNotContainPattern("(?m)^\\s*::")
          .doesNotContainPattern("##[a-z]*\\[");
    }
    assertThat(ran.out()).contains("Dockerfile");
  }

  @Test
  void aKeyInTheRepositoryIsAFindingAndIsNotShown() throws IOException {
    String body = "VGhpcyB0ZXh0IGlzIGFzIGxvbmcgYXMgdGhlIGJvZHkgb2YgYSBrZXk5".repeat(2);
    String pem = "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n".formatted(body);
    String encoded = Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.UTF_8));
    Workspaces.write(folder, "deploy/server.txt", pem);
    Workspaces.write(
        folder, "k8s/secret.yaml", "kind: Secret\ndata:\n  tls.key: " + encoded + "\n");
    Workspaces.write(folder, "tests/fixtures/a.key", pem);
    Ran ran = run("review", folder.toString());
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out())
        .contains("infrastructure/private-key-in-repository", "deploy/server.txt:1")
        .contains("k8s/secret.yaml:3:1", "Private key in base64")
        .doesNotContain("tests/fixtures", body, encoded.substring(10, 60));
    assertThat(run("review", folder.toString(), "--strict").out()).contains("tests/fixtures/a.key");
  }

  @Test
  void aFolderThatCannotBeReadIsAnError() throws IOException {
    assumeThat(System.getProperty("user.name")).as("root reads everything").isNotEqualTo("root");
    Workspaces.write(folder, "Dockerfile", "FROM scratch\nCOPY a /\nUSER 1\nCMD [\"/a\"]\n");
    Path closed = Files.createDirectory(folder.resolve("closed"));
    Files.setPosixFilePermissions(closed, Set.of());
    try {
      Ran ran = run("review", folder.toString());
      assertThat(ran.code()).isEqualTo(2);
      assertThat(ran.err()).contains("closed could not be read");
    } finally {
      Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    }
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
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains(".architect.yml:3", "without a reason");
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
    assertThat(run("tool", "read_files", "{\"files\":[\"../x\"]}").code()).isEqualTo(2);
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
          {"tool", "read_files", "{"},
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
