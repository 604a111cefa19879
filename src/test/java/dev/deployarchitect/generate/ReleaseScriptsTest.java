package dev.deployarchitect.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.deployarchitect.Given;
import dev.deployarchitect.servers.Commands;
import dev.deployarchitect.delivery.Delivered;
import dev.deployarchitect.tool.ToolResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The delivered release scripts, run by bash against a server that serves what is live: a version
 * whose name holds "bad" answers 503. The hosts' own programs are stood in for by small scripts
 * that keep their state in files and take only the arguments the real ones document.
 */
class ReleaseScriptsTest {
  @TempDir Path folder;
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          String version =
              path.startsWith("/at/") ? path.substring(4).replace("/", "") : live().strip();
          byte[] body =
              path.startsWith("/v4/aliases/")
                  ? "{\"deploymentId\":\"%s\"}".formatted(version).getBytes(StandardCharsets.UTF_8)
                  : version.getBytes(StandardCharsets.UTF_8);
          boolean bad = version.contains("bad") && !path.startsWith("/v4/");
          exchange.sendResponseHeaders(bad ? 503 : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    Files.createDirectories(folder.resolve("bin"));
    Files.writeString(folder.resolve("live"), "old");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private String live() {
    try {
      return Files.readString(folder.resolve("live")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void program(String name, String script) throws IOException {
    Path path = folder.resolve("bin").resolve(name);
    Files.writeString(
        path, "#!/usr/bin/env bash\nset -euo pipefail\nstate=%s\n%s".formatted(folder, script));
    assertThat(path.toFile().setExecutable(true)).isTrue();
  }

  /** What the host's own program would do to {@code live}. */
  private void host(String host) throws IOException {
    switch (host) {
      case "registry" ->
          program(
              "docker",
              """
              case "$*" in
                "buildx imagetools inspect"*) printf '"%s"\\n' "$(cat "$state/live")" ;;
                "buildx imagetools create --tag "*) printf '%s' "${6#*@}" > "$state/live" ;;
                *) echo "unknown: $*" >&2; exit 64 ;;
              esac
              """);
      case "fly" ->
          program(
              "flyctl",
              """
              case "$1 $2" in
                "image show") printf '[{"Registry":"r","Repository":"a","Digest":"%s"}]' "$(sed 's|.*@||' "$state/live")" ;;
                "deploy --app")
                  [[ "$4" == --image && "$6" == --strategy ]]
                  printf '%s' "$5" > "$state/live" ;;
                *) echo "unknown: $*" >&2; exit 64 ;;
              esac
              """);
      case "ecs" ->
          program(
              "aws",
              """
              case "$2" in
                describe-services) cat "$state/live" ;;
                describe-task-definition)
                  printf '{"taskDefinitionArn":"x","revision":1,"containerDefinitions":[{"image":"%s"}]}' "$(cat "$state/live")" ;;
                register-task-definition) jq --exit-status --raw-output '.containerDefinitions[0].image' <<< "$4" ;;
                update-service) printf '%s' "$8" > "$state/live" ;;
                wait) [[ "$3" == services-stable ]] ;;
                *) echo "unknown: $*" >&2; exit 64 ;;
              esac
              """);
      case "cloudrun" ->
          program(
              "gcloud",
              """
              case "$1 $2 $3" in
                "run services describe")
                  printf '{"status":{"latestCreatedRevisionName":"%s","traffic":[{"revisionName":"%s","percent":100},{"tag":"candidate","url":"%s/at/%s"}]}}' \\
                    "$(cat "$state/next")" "$(cat "$state/live")" "$SERVER" "$(cat "$state/next")" ;;
                "run revisions describe") printf '{"spec":{"containers":[{"image":"%s"}]}}' "$4" ;;
                "run deploy "*)
                  [[ "$*" == *"--no-traffic --tag candidate"* ]]
                  printf '%s' "$7" > "$state/next" ;;
                "run services update-traffic")
                  echo "$8" >> "$state/shares"
                  if [[ "$8" == *=100 ]]; then printf '%s' "${8%=100}" > "$state/live"; fi ;;
                *) echo "unknown: $*" >&2; exit 64 ;;
              esac
              """);
      default ->
          program(
              "npx",
              """
              case "$3" in
                deploy)
                  [[ "$*" == *"--prod --skip-domain --yes"* ]]
                  echo "$SERVER/at/$VERSION" ;;
                promote | rollback) printf '%s' "${4##*/}" > "$state/live" ;;
                *) echo "unknown: $*" >&2; exit 64 ;;
              esac
              """);
    }
    Files.writeString(folder.resolve("next"), "old");
  }

  private record Run(int exit, String output) {}

  private Run run(String host, String version, String command)
      throws IOException, InterruptedException {
    if (!Files.exists(folder.resolve("deploy"))) {
      deliver(host);
      host(host);
    }
    ProcessBuilder builder = new ProcessBuilder("bash", "deploy/release.sh", command);
    builder.directory(folder.toFile()).redirectErrorStream(true);
    Map<String, String> environment = new HashMap<>();
    environment.put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
    environment.put("HEALTH_URL", url() + "/");
    environment.put("HEALTH_PATH", "/");
    environment.put("SERVER", url());
    environment.put("VERSION", version);
    environment.put("DIGEST", version);
    environment.put("IMAGE", host.equals("fly") ? "r/a@" + version : version);
    environment.put("REPOSITORY", "ghcr.io/acme/shop");
    for (String name : List.of("SERVICE", "REGION", "CLUSTER", "APP", "VERCEL_TOKEN")) {
      environment.put(name, "x");
    }
    environment.put("VERCEL_ORG_ID", "team");
    environment.put("VERCEL_API", url());
    environment.put("PRODUCTION_DOMAIN", "example.com");
    environment.put("VERIFY_SECONDS", "3");
    environment.put("VERIFY_PAUSE", "0.1");
    builder.environment().putAll(environment);
    Commands.needs("curl");
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), output);
  }

  private void deliver(String host) throws IOException {
    String rollout = host.equals("cloudrun") ? "canary" : "blue-green";
    ToolResult.Done done =
        (ToolResult.Done)
            Given.call(
                Given.sample(),
                "generate_workflow",
                "{\"host\":\"%s\",\"rollout\":\"%s\"}".formatted(host, rollout));
    for (Delivered file : done.files()) {
      Path path = folder.resolve(file.artifact().path());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.artifact().content());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"registry", "ecs", "fly", "cloudrun", "vercel"})
  void aGoodVersionGoesLiveAndASecondTimeNothingHappens(String host) throws Exception {
    Run first = run(host, "new", "release");
    assertThat(first.exit()).as(first.output()).isZero();
    assertThat(live()).endsWith("new");
    if (!host.equals("vercel")) {
      Run second = run(host, "new", "release");
      assertThat(second.exit()).as(second.output()).isZero();
      assertThat(second.output()).contains("is live already");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"registry", "ecs", "fly", "cloudrun", "vercel"})
  void aVersionThatDoesNotServeIsTakenBackAndTheJobFails(String host) throws Exception {
    Run run = run(host, "bad", "release");
    assertThat(run.exit()).as(run.output()).isNotZero();
    assertThat(live()).endsWith("old");
  }

  @Test
  void aVersionThatCanBeLookedAtBeforeNeverGetsTraffic() throws Exception {
    run("cloudrun", "bad", "release");
    assertThat(folder.resolve("shares")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ecs", "cloudrun", "vercel"})
  void aVersionThatCannotBeStagedFailsTheJobAndIsNotTakenForTheLiveOne(String host)
      throws Exception {
    run(host, "old", "rollback");
    String real = host.equals("ecs") ? "aws" : host.equals("cloudrun") ? "gcloud" : "npx";
    String failing = host.equals("ecs") ? "describe-task-definition" : "deploy";
    Path kept = folder.resolve("bin").resolve(real);
    Files.move(kept, folder.resolve("bin").resolve("real-" + real));
    program(
        real,
        "[[ \" $* \" != *\" %s \"* ]] || exit 1\nexec real-%s \"$@\"\n".formatted(failing, real));
    Run run = run(host, "new", "release");
    assertThat(run.exit()).as(run.output()).isNotZero();
    assertThat(run.output()).doesNotContain("is live");
    assertThat(live()).isEqualTo("old");
  }

  @Test
  void whereNothingWasLiveBeforeThereIsNothingToGoBackTo() throws Exception {
    Files.writeString(folder.resolve("live"), "");
    assertThat(run("registry", "new", "release").exit()).isZero();
    Run back = run("registry", "new", "rollback");
    assertThat(back.exit()).isNotZero();
    assertThat(back.output()).contains("there was no version before this one");
    assertThat(live()).isEqualTo("new");
  }

  @Test
  void aCanaryGetsItsTrafficInSteps() throws Exception {
    Run run = run("cloudrun", "new", "release");
    assertThat(run.exit()).as(run.output()).isZero();
    assertThat(Files.readAllLines(folder.resolve("shares")))
        .containsExactly("new=10,old=90", "new=50,old=50", "new=100");
  }

  @Test
  void aRollbackCanBeAskedForAndAskedForAgain() throws Exception {
    run("registry", "new", "release");
    assertThat(run("registry", "new", "rollback").exit()).isZero();
    assertThat(live()).isEqualTo("old");
    assertThat(run("registry", "new", "rollback").exit()).isZero();
    assertThat(live()).isEqualTo("old");
  }

  @Test
  void withoutAReleaseThereIsNothingToGoBackTo() throws Exception {
    Run run = run("registry", "new", "rollback");
    assertThat(run.exit()).isNotZero();
    assertThat(run.output()).contains("there is nothing to go back to");
  }
}
