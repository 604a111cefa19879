package dev.deployarchitect.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.Given;
import dev.deployarchitect.Workspaces;
import dev.deployarchitect.servers.Commands;
import dev.deployarchitect.syntax.node.YamlReader;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What an image's file takes from outside is what the pipeline gives, though two rooms write them.
 */
class BuildInputsTest {
  private static final Pattern ARGUMENT =
      Pattern.compile("(?m)^(?:ARG| {3}) ((?:NEXT_PUBLIC|SENTRY)_\\w+)");
  private static final Pattern SECRET = Pattern.compile("type=secret,id=(\\w+)");

  private static final Map<String, String> SHOP =
      Map.of(
          "package.json",
          """
          {"name": "shop", "scripts": {"build": "next build", "lint": "next lint"},
           "dependencies": {"next": "15.5.4", "@sentry/nextjs": "10.0.0", "@clerk/nextjs": "6.0.0"}}
          """,
          "package-lock.json",
          "{}",
          ".npmrc",
          "//npm.pkg.github.com/:_authToken=${NPM_TOKEN}\n@acme:registry=https://npm.pkg.github.com\n",
          "env.ts",
          "export const env = createEnv({ server: {} });\n",
          "lib/keys.ts",
          "export const a = [process.env.NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY, process.env.NEXT_PUBLIC_MAPS_TOKEN];\n");

  @TempDir Path folder;

  private static List<String> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult m) -> m.group(1)).distinct().toList();
  }

  private Map<String, String> files(Map<String, String> project, String host, String ci)
      throws IOException {
    Map<String, String> files =
        new HashMap<>(
            GeneratedFiles.of(
                "generate_workflow",
                "{\"host\": \"%s\", \"ci\": \"%s\"}".formatted(host, ci),
                folder,
                project));
    files.putAll(GeneratedFiles.of("generate_dockerfile", "{}", folder, project));
    return files;
  }

  @ParameterizedTest
  @CsvSource({"cloudrun", "ecs", "fly", "registry"})
  void theWorkflowGivesEveryArgumentAndSecretThatTheImageTakes(String host) throws IOException {
    Map<String, String> files = files(SHOP, host, "github");
    String image = files.get("Dockerfile");
    assertThat(all(ARGUMENT, image))
        .contains("NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY", "NEXT_PUBLIC_MAPS_TOKEN", "SENTRY_RELEASE");
    assertThat(all(SECRET, image)).containsExactly("npmrc", "sentry_auth_token", "env");
    for (String workflow : List.of("release.yml", "security.yml")) {
      String text = files.get(".github/workflows/" + workflow);
      for (String argument : all(ARGUMENT, image)) {
        if (workflow.equals("release.yml") || !argument.startsWith("SENTRY")) {
          assertThat(text).containsPattern("(?m)^ {12}" + argument + "(=.*)?$");
        }
      }
      for (String secret : all(SECRET, image)) {
        if (workflow.equals("release.yml") || !secret.startsWith("sentry")) {
          assertThat(text).containsPattern("(?m)^ {12}" + secret + "=.*$");
        }
      }
    }
  }

  @Test
  void gitlabGivesThemTooAndThePreviewOnFlyAsWell() throws IOException {
    Map<String, String> files = files(SHOP, "fly", "gitlab");
    String pipeline = files.get(".gitlab-ci.yml");
    for (String argument : all(ARGUMENT, files.get("Dockerfile"))) {
      assertThat(pipeline).containsPattern("--build-arg \"?" + argument + "\\b");
    }
    for (String secret : all(SECRET, files.get("Dockerfile"))) {
      assertThat(pipeline).contains("--secret id=" + secret + ",");
    }
    assertThat(files.get("deploy/preview.sh"))
        .contains("\"${!NEXT_PUBLIC_@}\"")
        .contains("--build-secret \"env=${BUILD_ENV:-}\"")
        .contains("npmrc=${npmrc//\"\\${NPM_TOKEN}\"/\"$NPM_TOKEN\"}");
  }

  @Test
  void aProjectThatTakesNothingIsGivenNothing() throws IOException {
    Map<String, String> plain =
        Map.of(
            "package.json",
            "{\"name\": \"shop\", \"scripts\": {\"build\": \"next build\"}, \"dependencies\": {\"next\": \"15.5.4\"}}",
            "package-lock.json",
            "{}");
    Map<String, String> files = files(plain, "fly", "github");
    assertThat(String.join("\n", files.values()))
        .doesNotContain("NEXT_PUBLIC")
        .doesNotContain("build-args")
        .doesNotContain("secret-files")
        .doesNotContain("BUILD_ENV")
        .doesNotContain("npmrc");
  }

  @Test
  void theImageOfAMonoreposApplicationIsBuiltFromItsOwnFile() throws IOException {
    Map<String, String> mono =
        Map.of(
            "package.json",
            "{\"name\": \"mono\", \"workspaces\": [\"apps/*\"], \"devDependencies\": {\"turbo\": \"2.9.14\"}}",
            "turbo.json",
            "{\"tasks\": {\"build\": {}}}",
            "package-lock.json",
            "{}",
            "apps/web/package.json",
            "{\"name\": \"@mono/web\", \"scripts\": {\"build\": \"next build\"}, \"dependencies\": {\"next\": \"15.5.4\"}}");
    Map<String, String> github = files(mono, "registry", "github");
    assertThat(github).containsKey("apps/web/Dockerfile");
    assertThat(github.get(".github/workflows/release.yml")).contains("file: apps/web/Dockerfile\n");
    assertThat(github.get(".github/workflows/security.yml"))
        .contains("file: apps/web/Dockerfile\n");
    assertThat(files(mono, "registry", "gitlab").get(".gitlab-ci.yml"))
        .contains("--file apps/web/Dockerfile");
    assertThat(files(mono, "fly", "github").get("deploy/preview.sh"))
        .contains("--dockerfile apps/web/Dockerfile");
  }

  @Test
  void aPackageThatOnlyTestsWithNextIsNoApplication() throws IOException {
    Map<String, String> mono =
        Map.of(
            "package.json",
            "{\"name\": \"mono\", \"workspaces\": [\"apps/*\", \"packages/*\"], \"devDependencies\": {\"turbo\": \"2.9.14\"}}",
            "turbo.json",
            "{\"tasks\": {\"build\": {}}}",
            "package-lock.json",
            "{}",
            "apps/web/package.json",
            "{\"name\": \"@mono/web\", \"scripts\": {\"build\": \"next build\"}, \"dependencies\": {\"next\": \"15.5.4\"}}",
            "packages/ui/package.json",
            "{\"name\": \"@mono/ui\", \"devDependencies\": {\"next\": \"15.5.4\"}}");
    assertThat(files(mono, "registry", "github").get(".github/workflows/release.yml"))
        .contains("file: apps/web/Dockerfile\n");
  }

  @ParameterizedTest
  @CsvSource({
    "docker/Dockerfile, , file: docker/Dockerfile, ''",
    "docker/api/Dockerfile, docker/web/Dockerfile, context: ., 'there are docker/api/Dockerfile, docker/web/Dockerfile'"
  })
  void aDockerfileElsewhereIsBuiltAndOfSeveralAPersonChooses(
      String one, String other, String built, String asked) {
    Map<String, String> project =
        new HashMap<>(
            Map.of(
                "package.json",
                "{\"name\": \"mono\", \"workspaces\": [\"apps/*\"], \"scripts\": {\"build\": \"tsc\"}}",
                "package-lock.json",
                "{}",
                "apps/api/package.json",
                "{\"name\": \"@mono/api\", \"dependencies\": {\"hono\": \"4.0.0\"}}",
                one,
                "FROM node:24-alpine\n"));
    if (other != null) {
      project.put(other, "FROM node:24-alpine\n");
    }
    ToolResult.Done done =
        (ToolResult.Done)
            Given.call(
                new ToolContext(Workspaces.of(folder, project)),
                "generate_workflow",
                "{\"host\": \"registry\"}");
    assertThat(done.files().getFirst().artifact().content()).contains(built);
    assertThat(String.join(" ", done.recommendations().getFirst().guide())).contains(asked);
  }

  @Test
  void anEmptyVariableIsNotGivenAndASetOneIs() throws IOException {
    Commands.needs("bash", "jq");
    String release = files(SHOP, "registry", "github").get(".github/workflows/release.yml");
    String step =
        YamlReader.read(new Source("release.yml", release))
            .at("jobs", "check", "steps")
            .orElseThrow()
            .itemsOrSelf()
            .stream()
            .filter(s -> s.textAt("name").orElse("").equals("Settings that browsers see"))
            .findFirst()
            .flatMap(s -> s.textAt("run"))
            .orElseThrow();
    Path given = folder.resolve("given.env");
    Files.writeString(given, "");
    Commands here =
        new Commands(
            folder,
            Map.of(
                "GITHUB_ENV",
                given.toString(),
                "VARIABLES",
                "{\"NEXT_PUBLIC_MAPS_TOKEN\": \"pk.a=b c\", \"DEPLOY_ROLE\": \"x\"}"));
    here.own(folder);
    here.run("bash", "-euo", "pipefail", "-c", step).succeeds();
    assertThat(Files.readString(given)).isEqualTo("NEXT_PUBLIC_MAPS_TOKEN=pk.a=b c\n");
  }
}
