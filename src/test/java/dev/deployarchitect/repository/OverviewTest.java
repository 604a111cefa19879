package dev.deployarchitect.repository;

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

class OverviewTest {
  @TempDir Path folder;

  private String inspect(Map<String, String> files) {
    return Given.call(new ToolContext(Workspaces.of(folder, files)), "inspect_project", "{}")
        .text();
  }

  @Test
  void aDjangoProjectOnImagesIsToldWithItsPlaces() {
    assertThat(
            inspect(
                Map.of(
                    "README.md", "<img src=x>\n\n# Paper *less*\n",
                    "pyproject.toml", "[project]\ndependencies = [\"django~=5.2\", \"psycopg\"]\n",
                    "Dockerfile",
                        "FROM node AS ui\nFROM python:3.13\nENTRYPOINT [\"/entrypoint.sh\"]\n",
                    "docker/entrypoint.sh", "#!/bin/sh\npython3 manage.py migrate\nexec \"$@\"\n",
                    ".github/workflows/release.yml",
                        "on:\n  push:\n    tags: ['v*']\n  pull_request_target:\njobs:\n  test:\n    steps: []\n"
                            + "  image:\n    name: Deploy\n    steps:\n      - uses: docker/build-push-action@v6\n",
                    ".github/workflows/lint.yml",
                        "on: [push]\njobs:\n  lint:\n    steps:\n      - run: ruff\n",
                    "src/documents/migrations/0001_init.py", "x",
                    "src/documents/migrations/0002_more.py", "x",
                    "src/documents/migrations/__init__.py", "",
                    "src/documents/tests/test_a.py", "def test(): pass\n")))
        .hasSizeLessThan(4_000)
        .contains(
            "README: Paper *less*",
            "image Dockerfile: 2 stages, last FROM python:3.13, ENTRYPOINT [\"/entrypoint.sh\"] (line 3)",
            ".github/workflows/release.yml on push (v*), pull_request_target; job image delivers (line 11:",
            "lint.yml on push; jobs lint",
            "2 migrations in src/documents/migrations, last by name 0002_more.py",
            "migrates where it starts or builds (1): docker/entrypoint.sh:2",
            "CI that runs with secrets on foreign changes (1): .github/workflows/release.yml:4")
        .doesNotContain("tests,", "delivers (line 9");
  }

  @Test
  void whatIsNotThereIsNotSaidToBe() {
    String text = inspect(Map.of("index.html", "<h1>deploy</h1>", "notes/deploy.md", "deploy"));
    assertThat(text)
        .contains("How it ships:\n  nothing that is known here", "Not seen: lockfile, ci,", "tests")
        .doesNotContain("delivers", "migrations in");
  }

  @Test
  void manyFactsStayWithinTheRoomAndATopicGivesThemAll() {
    Map<String, String> files = new HashMap<>();
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < 120; i++) {
      names.append("SETTING_NUMBER_").append(i).append("=\n");
      files.put("services/s" + i + "/Dockerfile", "FROM node:24\nCMD [\"node\", \"" + i + "\"]\n");
      files.put(".github/workflows/w" + i + ".yml", "on: push\njobs:\n  deploy:\n    steps: []\n");
    }
    files.put(".env.example", names.toString());
    ToolContext context = new ToolContext(Workspaces.of(folder, files));
    String text = Given.call(context, "inspect_project", "{}").text();
    assertThat(text)
        .hasSizeLessThan(4_000)
        .contains("more lines of the kind", "environment 120", "Risky places");
    assertThat(Given.call(context, "inspect_project", "{\"topic\":\"environment\"}").text())
        .contains("environment, 120:", "SETTING_NUMBER_119");
    assertThat(Given.call(context, "inspect_project", "{\"topic\":\"enviroment\"}"))
        .isInstanceOf(ToolResult.Retry.class);
    assertThat(Given.call(context, "inspect_project", "{\"topic\":\"cache\"}"))
        .isInstanceOf(ToolResult.NothingFound.class);
  }

  @Test
  void brokenSettingsAreNoReasonToFail() {
    assertThat(
            inspect(
                Map.of(
                    "package.json", "{\"scripts\": {\"start\": ",
                    ".github/workflows/a.yml", "on: [\njobs: }{",
                    "compose.yaml", "services:\n  - a\n")))
        .contains("How it ships", "a.yml");
  }
}
