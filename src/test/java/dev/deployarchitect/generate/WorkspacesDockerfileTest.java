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

/** Monorepos that Turborepo does not prune: Nx, plain workspaces, and any with Bun. */
class WorkspacesDockerfileTest {
  @TempDir Path folder;

  private static final String WEB =
      """
      {"name": "@acme/web", "scripts": {"build": "next build"}, "dependencies": {"next": "16.1.0"}}
      """;

  private ToolResult call(Map<String, String> files) {
    return Given.call(new ToolContext(Workspaces.of(folder, files)), "generate_dockerfile", "{}");
  }

  private static Map<String, String> repository(String lockfile) {
    Map<String, String> files = new HashMap<>();
    files.put(
        "package.json",
        "{\"name\": \"acme\", \"workspaces\": [\"apps/*\", \"libs/*\"], \"dependencies\": {\"next\": \"16.1.0\"}}");
    files.put(lockfile, "{}");
    files.put("apps/web/package.json", WEB);
    files.put("apps/web/next.config.js", "module.exports = { output: \"standalone\" };\n");
    files.put("libs/ui/package.json", "{\"name\": \"@acme/ui\"}");
    return files;
  }

  private String dockerfile(Map<String, String> files) {
    ToolResult.Done done = (ToolResult.Done) call(files);
    assertThat(done.files().getFirst().failed()).as(done.text()).isFalse();
    return done.files().getFirst().artifact().content();
  }

  @Test
  void nxBuildsInTheWorkspaceWithItsCacheMounted() {
    Map<String, String> files = repository("package-lock.json");
    files.put("nx.json", "{}");
    files.put("apps/web/package.json", WEB.replace("\"next build\"", "\"\"").replace("build", "x"));
    assertThat(dockerfile(files))
        .contains("COPY --parents apps/web/package.json libs/ui/package.json ./")
        .contains("target=/app/.nx")
        .contains("npx --no-install nx run @acme/web:build")
        .contains("CMD [\"node\", \"apps/web/server.js\"]");
  }

  @ParameterizedTest
  @CsvSource({
    "package-lock.json, npm run build --workspace=apps/web",
    "pnpm-lock.yaml, pnpm --filter '@acme/web...' run build",
    "yarn.lock, yarn workspace @acme/web run build",
    "bun.lock, bun run --filter '@acme/web' build"
  })
  void plainWorkspacesAreBuiltByThePackageManager(String lockfile, String command) {
    assertThat(dockerfile(repository(lockfile)).replace("'", "").replace("\"", ""))
        .contains(command.replace("'", ""))
        .doesNotContain("turbo");
  }

  @Test
  void turboPruneIsNotUsedWithBunsLockfileWhichItCannotRead() {
    Map<String, String> files = repository("bun.lock");
    files.put("turbo.json", "{}");
    files.put(
        "package.json",
        files
            .get("package.json")
            .replace("}}", "}, \"devDependencies\": {\"turbo\": \"2.9.14\"}}"));
    assertThat(dockerfile(files)).contains("bun x turbo run build").doesNotContain("turbo prune");
  }

  @Test
  void aMonorepoWhoseRootStartsNothingSaysSo() {
    ToolResult result =
        call(
            Map.of(
                "package.json", "{\"workspaces\": [\"packages/*\"]}",
                "package-lock.json", "{}",
                "packages/api/package.json",
                    "{\"name\": \"api\", \"scripts\": {\"start:prod\": \"node dist/main\"}}"));
    assertThat(result).isInstanceOf(ToolResult.NothingFound.class);
    assertThat(result.text()).contains("root of a monorepo");
  }
}
