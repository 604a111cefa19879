package dev.deployarchitect.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.Given;
import dev.deployarchitect.Workspaces;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What real projects need of their image, each found by building one. */
class DockerfileOfProjectsTest {
  private static final String PACKAGE =
      """
      {"name": "shop",
       "scripts": {"build": "next build", "postinstall": "%s"},
       "dependencies": {"next": "15.5.4", "@prisma/client": "%s"},
       "devDependencies": {"prisma": "%s"}}
      """;

  @TempDir Path folder;

  private String dockerfile(Map<String, String> files) {
    Map<String, String> all = new HashMap<>(files);
    if (!files.containsKey("yarn.lock")) {
      all.put("package-lock.json", "{}");
    }
    all.putIfAbsent("prisma/schema.prisma", "datasource db {\n  provider = \"postgresql\"\n}\n");
    ToolContext context = new ToolContext(Workspaces.of(folder, all));
    ToolResult result = Given.call(context, "generate_dockerfile", "{}");
    assertThat(result).isInstanceOf(ToolResult.Done.class);
    return ((ToolResult.Done) result).files().getFirst().artifact().content();
  }

  private static final Map<String, String> OF_A_TEAM =
      Map.of(
          "package.json",
          """
          {"name": "shop",
           "scripts": {"build": "check-db && build-tracker && next build",
             "build-docker": "build-tracker && next build"},
           "dependencies": {"next": "15.5.4"}}
          """,
          "Dockerfile",
          """
          ARG NODE=22
          FROM node:${NODE}-alpine AS builder
          WORKDIR /app
          COPY package.json package-lock.json ./
          RUN npm install
          COPY . .
          COPY docker/proxy.ts ./src
          COPY public /app/public
          ARG BASE_PATH
          ENV BASE_PATH=$BASE_PATH
          RUN gulp icons
          RUN npm run build-docker
          CMD ["npm", "start"]
          """);

  @Test
  void theScriptThatTheTeamsOwnDockerfileBuildsWithIsKept() {
    assertThat(dockerfile(OF_A_TEAM))
        .contains("    npm run build-docker\n")
        .doesNotContain("next build");
  }

  @Test
  void aScriptThatTheDockerfileDoesNotRunIsNotTaken() {
    Map<String, String> files = new HashMap<>(OF_A_TEAM);
    files.put("Dockerfile", "FROM node:22\nCOPY . .\nRUN npm install && npm run build\n");
    assertThat(dockerfile(files)).doesNotContain("build-docker");
  }

  @Test
  void whatThePresentDockerfileDoesBesideIsNamedBeforeItIsReplaced() {
    ToolResult.Done done = (ToolResult.Done) call(OF_A_TEAM, "{}");
    assertThat(done.recommendations().getFirst().guide())
        .contains(
            "Compare before you replace: the present Dockerfile also runs gulp; copies docker/proxy.ts to ./src;"
                + " takes the arguments BASE_PATH, which this one does not. Carry over what the application needs.");
  }

  @Test
  void anInstallScriptThatMigratesIsLeftOutOfTheImage() {
    String file =
        dockerfile(
            Map.of(
                "package.json",
                PACKAGE.formatted("prisma migrate deploy && prisma generate", "7.0.0", "7.0.0")));
    assertThat(file).contains("npm pkg delete scripts.postinstall && npm ci");
  }

  @Test
  void anInstallScriptThatOnlyGeneratesStays() {
    String file =
        dockerfile(Map.of("package.json", PACKAGE.formatted("prisma generate", "6.1.0", "6.1.0")));
    assertThat(file).contains("    npm ci\n").doesNotContain("npm pkg");
  }

  @ParameterizedTest
  @CsvSource({"5.22.0, true", "6.16.2, true", "7.1.0, false"})
  void theServerGetsOpenSslOnlyForPrismaWithEngines(String version, boolean openssl) {
    String file =
        dockerfile(Map.of("package.json", PACKAGE.formatted("prisma generate", version, version)));
    String runner = file.substring(file.indexOf(" AS runner"));
    assertThat(runner.contains("openssl")).isEqualTo(openssl);
  }

  @Test
  void aPrismaConfigThatInsistsOnAVariableGetsAPlaceholderToGenerate() {
    String file =
        dockerfile(
            Map.of(
                "package.json",
                PACKAGE.formatted("echo", "7.1.0", "7.1.0"),
                "prisma.config.ts",
                "export default { datasource: { url: env('DATABASE_URL') } }"));
    assertThat(file)
        .contains(
            "RUN DATABASE_URL=postgresql://build-time@localhost:5432/none npx --no-install prisma"
                + " generate");
  }

  private static Map<String, String> monorepo(String... apps) {
    Map<String, String> files = new HashMap<>();
    files.put(
        "package.json",
        "{\"name\": \"mono\", \"workspaces\": [\"apps/*\"], \"devDependencies\": {\"turbo\": \"2.9.14\"}}");
    files.put("turbo.json", "{\"tasks\": {\"build\": {}}}");
    for (String app : apps) {
      files.put(
          "apps/" + app + "/package.json",
          "{\"name\": \"@mono/%s\", \"scripts\": {\"build\": \"next build\"}, \"dependencies\": {\"next\": \"15.5.4\"}}"
              .formatted(app));
    }
    return files;
  }

  private ToolResult call(Map<String, String> files, String arguments) {
    Map<String, String> all = new HashMap<>(files);
    all.put("package-lock.json", "{}");
    return Given.call(
        new ToolContext(Workspaces.of(folder, all)), "generate_dockerfile", arguments);
  }

  @Test
  void anApplicationOfATurborepoIsPrunedBeforeItIsInstalled() {
    ToolResult.Done done = (ToolResult.Done) call(monorepo("web"), "{}");
    assertThat(done.files()).extracting(f -> f.artifact().path()).contains("apps/web/Dockerfile");
    assertThat(done.files().getFirst().failed()).isFalse();
    assertThat(done.files().getFirst().artifact().content())
        .contains("npx --yes turbo@2.9.14 prune @mono/web --docker")
        .contains("CMD [\"node\", \"apps/web/server.js\"]");
  }

  @Test
  void severalApplicationsAreNamedAndOneIsAskedFor() {
    assertThat(call(monorepo("web", "docs"), "{}").text())
        .contains("@mono/docs in apps/docs")
        .contains("@mono/web in apps/web")
        .contains("Give 'app'");
    assertThat(call(monorepo("web", "docs"), "{\"app\": \"apps/docs\"}"))
        .isInstanceOf(ToolResult.Done.class);
  }

  @Test
  void aServerIsStartedByTheFileItsStartScriptNames() {
    String file =
        dockerfile(
            Map.of(
                "package.json",
                "{\"name\": \"api\", \"scripts\": {\"build\": \"nest build\", \"start\": \"nest start\", \"start:prod\": \"node dist/main\"}}"));
    assertThat(file).contains("CMD [\"node\", \"dist/main\"]").contains("/app/dist ./dist");
  }

  @Test
  void aServerWhoseStartIsUnknownIsRefusedWithAReason() {
    assertThat(
            call(
                    Map.of("package.json", "{\"name\": \"x\", \"scripts\": {\"build\": \"make\"}}"),
                    "{}")
                .text())
        .contains("says how its server is started");
  }

  @ParameterizedTest
  @CsvSource({
    "# yarn lockfile v1, '', yarn install --frozen-lockfile",
    "__metadata:, nodeLinker: node-modules, yarn install --immutable"
  })
  void yarnInstallsByItsGeneration(String lock, String settings, String install) {
    String file =
        dockerfile(
            Map.of(
                "package.json", PACKAGE.formatted("echo", "6.1.0", "6.1.0"),
                "yarn.lock", lock,
                ".yarnrc.yml", settings));
    assertThat(file).contains(install);
  }

  @ParameterizedTest
  @CsvSource({"'', true", "nodeLinker: node-modules, false"})
  void plugNPlayIsLinkedIntoNodeModulesInTheImage(String settings, boolean linked) {
    String file =
        dockerfile(
            Map.of(
                "package.json",
                PACKAGE.formatted("echo", "6.1.0", "6.1.0"),
                "yarn.lock",
                "__metadata:\n",
                ".yarnrc.yml",
                settings));
    assertThat(file.contains("ENV YARN_NODE_LINKER=node-modules")).isEqualTo(linked);
  }

  @ParameterizedTest
  @CsvSource({"bun@1.2.3, bun@1.2.3", "npm@10.0.0, bun@1.4.5"})
  void bunInstallsAndNodeServes(String manager, String installed) {
    Map<String, String> files =
        Map.of(
            "package.json",
            "{\"name\": \"x\", \"packageManager\": \"%s\", \"dependencies\": {\"next\": \"16.0.0\"}}"
                .formatted(manager),
            "bun.lock",
            "{}");
    ToolContext context = new ToolContext(Workspaces.of(folder, files));
    ToolResult.Done done = (ToolResult.Done) Given.call(context, "generate_dockerfile", "{}");
    assertThat(done.files().getFirst().artifact().content())
        .contains("RUN npm install --global " + installed)
        .contains("bun install --frozen-lockfile")
        .contains("CMD [\"node\", \"server.js\"]");
  }

  @Test
  void whatAnInstallReadsIsCopiedBeforeIt() {
    String file =
        dockerfile(
            Map.of(
                "package.json", PACKAGE.formatted("node scripts/after.mjs", "6.1.0", "6.1.0"),
                "scripts/after.mjs", "",
                "scripts/other.mjs", "",
                "patches/next.patch", ""));
    String before = file.substring(0, file.indexOf("npm ci"));
    assertThat(before)
        .contains("COPY patches ./patches")
        .contains("COPY scripts/after.mjs ./scripts/after.mjs")
        .doesNotContain("other.mjs");
  }

  @Test
  void aRegistrysTokenIsMountedAndNeverCopied() {
    String file =
        dockerfile(
            Map.of(
                "package.json",
                PACKAGE.formatted("echo", "6.1.0", "6.1.0"),
                ".npmrc",
                "//npm.example.com/:_authToken=${NPM_TOKEN}\n"));
    assertThat(file)
        .contains("--mount=type=secret,id=npmrc,target=/app/.npmrc")
        .doesNotContain("COPY package.json package-lock.json .npmrc");
  }

  @Test
  void settingsWithoutATokenAreCopied() {
    String file =
        dockerfile(
            Map.of(
                "package.json",
                PACKAGE.formatted("echo", "6.1.0", "6.1.0"),
                ".npmrc",
                "save-exact=true\n"));
    assertThat(file).contains("package-lock.json .npmrc ./").doesNotContain("type=secret");
  }

  @ParameterizedTest
  @CsvSource({"@sentry/nextjs, true", "left-pad, false"})
  void sentrysTokenIsASecretOfTheBuildStep(String library, boolean mounted) {
    String file =
        dockerfile(
            Map.of(
                "package.json",
                "{\"name\": \"x\", \"scripts\": {\"build\": \"next build\"}, \"dependencies\": {\"next\": \"15.5.4\", \"%s\": \"10.0.0\"}}"
                    .formatted(library)));
    assertThat(file.contains("id=sentry_auth_token,env=SENTRY_AUTH_TOKEN")).isEqualTo(mounted);
    assertThat(file).doesNotContain("ARG SENTRY_AUTH").doesNotContain("ENV SENTRY_AUTH");
    // The same release in the build and in the server, or source maps fit nothing.
    assertThat(file.split("ARG SENTRY_RELEASE", -1)).hasSize(mounted ? 3 : 1);
  }

  @Test
  void theGuideNamesEverySecretThatTheFileMountsInAMonorepoToo() {
    Map<String, String> files = monorepo("web");
    files.put(".npmrc", "//npm.example.com/:_authToken=${NPM_TOKEN}\n");
    String text = Given.whole(call(files, "{\"port\": 8080}"));
    assertThat(text).contains("--secret id=npmrc,src=.npmrc").contains("-p 8080:8080");
    assertThat(text).doesNotContain("--secret id=sentry").doesNotContain("migrate target");
  }

  @Test
  void aPlainServerIsToldNothingOfNextOrMigrations() {
    String text =
        Given.whole(
            call(
                Map.of(
                    "server.js",
                    "",
                    "package.json",
                    "{\"name\": \"x\", \"scripts\": {\"start\": \"node server.js\"}}"),
                "{}"));
    assertThat(text).doesNotContain("standalone").doesNotContain("migrate target");
  }
}
