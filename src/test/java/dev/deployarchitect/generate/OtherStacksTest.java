package dev.deployarchitect.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.Architect;
import dev.deployarchitect.Given;
import dev.deployarchitect.Workspaces;
import dev.deployarchitect.content.Content;
import dev.deployarchitect.delivery.Delivered;
import dev.deployarchitect.delivery.OutsideTool;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A generator for Node.js and PostgreSQL writes nothing for an application of another kind. */
class OtherStacksTest {
  private static final Architect ARCHITECT = new Architect(Content.packed(), OutsideTool.none());
  private static final Map<String, String> ASSETS =
      Map.of(
          "package.json",
          "{\"name\": \"assets\", \"scripts\": {\"build\": \"vite build\"}, \"devDependencies\": {\"vite\": \"6\"}}",
          "package-lock.json",
          "{\"lockfileVersion\": 3}");
  private static final Map<String, String> NEXT =
      Map.of(
          "package.json",
          "{\"name\": \"web\", \"scripts\": {\"build\": \"next build\", \"start\": \"next start\", \"lint\": \"eslint .\"}, \"dependencies\": {\"next\": \"15.4.1\"}}",
          "package-lock.json",
          "{\"lockfileVersion\": 3}",
          "app/page.tsx",
          "export default function Page() { return null }\n");

  @TempDir private Path folder;

  private int calls;

  private ToolResult call(String tool, String arguments, List<Map<String, String>> files) {
    Map<String, String> all = new HashMap<>();
    files.forEach(all::putAll);
    return ARCHITECT
        .toolbox()
        .call(
            tool,
            Given.json(arguments),
            new ToolContext(Workspaces.of(folder.resolve("r" + calls++), all)));
  }

  private static String content(ToolResult result) {
    return ((ToolResult.Done) result)
        .files().stream()
            .map(f -> f.artifact().path() + "\n" + f.artifact().content())
            .collect(Collectors.joining("\n"));
  }

  static Stream<Arguments> others() {
    return Stream.of(
        Arguments.of("Django", Map.of("manage.py", "import django\n")),
        Arguments.of(
            "Laravel",
            Map.of(
                "artisan",
                "<?php\n(require_once __DIR__.'/bootstrap/app.php')->handleCommand(1);\n",
                "composer.json",
                "{}")),
        Arguments.of(
            "Rails", Map.of("config/application.rb", "class App < Rails::Application\nend\n")),
        Arguments.of(
            "FastAPI",
            Map.of(
                "backend/pyproject.toml", "[project]\nname='b'\n",
                "backend/app/main.py", "app = FastAPI()\n")),
        Arguments.of(
            "Spring Boot", Map.of("pom.xml", "<artifactId>spring-boot-starter</artifactId>\n")),
        Arguments.of("Go", Map.of("go.mod", "module x\n", "main.go", "package main\n")),
        Arguments.of(
            "another runtime",
            Map.of(
                "Dockerfile",
                "FROM node:24 AS assets\nRUN npm ci\nFROM python:3.13 AS run\nCOPY --from=assets /a /a\nCMD [\"gunicorn\", \"x\"]\n")));
  }

  @ParameterizedTest
  @MethodSource("others")
  void aPackageJsonForAssetsMakesNoNodeApplication(String name, Map<String, String> files) {
    for (String tool : List.of("generate_workflow", "generate_dockerfile")) {
      ToolResult result = call(tool, "{}", List.of(ASSETS, files));
      assertThat(result).as(tool).isInstanceOf(ToolResult.Refused.class);
      assertThat(result.text()).contains("Seen: ", name).doesNotContain("elete the workflow");
    }
  }

  @ParameterizedTest
  @MethodSource("others")
  void aNextApplicationWithASidecarIsServedAndTheRestIsNamed(
      String name, Map<String, String> files) {
    Map<String, String> aside = new HashMap<>();
    files.forEach((path, text) -> aside.put("services/other/" + path, text));
    ToolResult result = call("generate_workflow", "{}", List.of(NEXT, aside));
    assertThat(result).isInstanceOf(ToolResult.Done.class);
    // An image alone says nothing while it is not the one that is deployed.
    if (!name.equals("another runtime")) {
      assertThat(result.text()).contains("Not covered: ", name, "services/other/");
    }
    assertThat(content(result)).doesNotContain("services/other");
  }

  @Test
  void aWorkflowThatRunsMoreIsKeptAndOneThatDoesNotMayGo() {
    Map<String, String> workflows =
        Map.of(
            ".github/workflows/more.yml",
            """
            on:
              push:
              schedule: [{cron: "1 2 * * *"}]
            jobs:
              test:
                runs-on: ubuntu-latest
                strategy:
                  matrix:
                    node: [22, 24]
                services:
                  redis:
                    image: redis:7
                steps:
                  - uses: actions/checkout@v4
                  - uses: codecov/codecov-action@v5
                  - run: npm ci && npx eslint .
                  - run: pytest --maxfail=1
            """,
            ".github/workflows/same.yml",
            """
            on: push
            jobs:
              lint:
                runs-on: ubuntu-latest
                steps:
                  - uses: actions/checkout@v4
                  - run: |
                      npm ci
                      npm run lint
                      npx next build
            """);
    String text = Given.whole(call("generate_workflow", "{}", List.of(NEXT, workflows)));
    assertThat(text)
        .contains("Keep .github/workflows/more.yml")
        .contains("`on schedule`", "`service redis`", "`matrix node [22, 24]`")
        .contains("`codecov/codecov-action`", "`pytest --maxfail=1`")
        .doesNotContain("`npx eslint .`")
        .contains("same.yml runs nothing that the new pipeline does not");
  }

  @Test
  void noStackWithPostgresForAnotherDatabase() {
    Map<String, String> mysql =
        Map.of(
            "prisma/schema.prisma",
            "datasource db {\n  provider = \"mysql\"\n  url = env(\"DATABASE_URL\")\n}\n");
    for (String tool :
        List.of("generate_terraform", "generate_cloudformation", "generate_pulumi")) {
      ToolResult refused = call(tool, "{\"port\": 3000}", List.of(NEXT, mysql));
      assertThat(refused).as(tool).isInstanceOf(ToolResult.Refused.class);
      assertThat(refused.text()).contains("MySQL", "schema.prisma:2");
      Map<String, String> postgres =
          Map.of(
              "prisma/schema.prisma",
              mysql.get("prisma/schema.prisma").replace("mysql", "postgresql"));
      assertThat(call(tool, "{}", List.of(NEXT, postgres))).isInstanceOf(ToolResult.Done.class);
    }
    String monitoring = content(call("generate_monitoring", "{}", List.of(NEXT, mysql)));
    assertThat(monitoring)
        .doesNotContain("pg_")
        .doesNotContain("slow-queries.sql")
        .contains("ErrorBudget");
  }

  @Test
  void thePortIsTheApplicationsOrAskedFor() {
    Map<String, String> java =
        Map.of(
            "Dockerfile",
            "FROM eclipse-temurin:21\nEXPOSE 8123\nCMD [\"java\"]\n",
            "pom.xml",
            "<packaging>war</packaging>");
    assertThat(content(call("generate_terraform", "{\"cloud\": \"aws\"}", List.of(java))))
        .contains("8123")
        .doesNotContain("3000");
    ToolResult unknown =
        call("generate_terraform", "{\"cloud\": \"aws\"}", List.of(Map.of("x.txt", "x")));
    assertThat(unknown).isInstanceOf(ToolResult.Retry.class);
    assertThat(unknown.text()).contains("port");
  }

  @Test
  void noVercelForJava() {
    ToolResult result =
        call(
            "generate_terraform",
            "{\"cloud\": \"vercel\"}",
            List.of(Map.of("pom.xml", "<artifactId>spring-boot</artifactId>\n")));
    assertThat(result).isInstanceOf(ToolResult.Refused.class);
    assertThat(result.text()).contains("Spring Boot (pom.xml:1)");
  }

  @Test
  void appIsObeyedOrRefused() {
    Map<String, String> socket =
        Map.of(
            "realtime/package.json",
            "{\"name\": \"rt\", \"scripts\": {\"start\": \"node server.js\"}}",
            "realtime/package-lock.json",
            "{\"lockfileVersion\": 3}",
            "realtime/server.js",
            "require('http').createServer().listen(4100)\n");
    for (String app : List.of("realtime", "rt", "./realtime/")) {
      ToolResult result =
          call("generate_dockerfile", "{\"app\": \"%s\"}".formatted(app), List.of(NEXT, socket));
      assertThat(content(result))
          .contains("realtime/Dockerfile", "server.js", "4100")
          .doesNotContain("next build");
      assertThat(((ToolResult.Done) result).files())
          .extracting(Delivered::artifact)
          .allMatch(a -> a.path().startsWith("realtime/"));
    }
    ToolResult other = call("generate_dockerfile", "{\"app\": \"mobile\"}", List.of(NEXT, socket));
    assertThat(other).isInstanceOf(ToolResult.Retry.class);
    assertThat(other.text()).contains("'mobile'", "realtime");
    assertThat(call("generate_dockerfile", "{\"app\": \"web\"}", List.of(NEXT, socket)))
        .isInstanceOf(ToolResult.Done.class);
    ToolResult ignored = call("generate_workflow", "{\"app\": \"web\"}", List.of(NEXT));
    assertThat(ignored).isInstanceOf(ToolResult.Retry.class);
    assertThat(ignored.text()).contains("'app' is no parameter", "host");
  }

  @Test
  void aPipelineThatNamesAScriptWhichIsNotThereFails() {
    String workflow =
        "on: push\\njobs:\\n  a:\\n    steps:\\n      - run: bash deploy/x.sh && npm run nope\\n";
    String files = "{\"files\": [{\"path\": \".github/workflows/a.yml\", \"content\": \"%s\"}]}";
    String text = call("verify_files", files.formatted(workflow), List.of(NEXT)).text();
    assertThat(text).contains("deploy/x.sh is neither", "'nope' of package.json is neither");
    String right =
        call(
                "verify_files",
                files.formatted(workflow.replace("nope", "lint")),
                List.of(NEXT, Map.of("deploy/x.sh", "#!/bin/sh\n")))
            .text();
    assertThat(right).contains("scripts that it names are there passed");
  }
}
