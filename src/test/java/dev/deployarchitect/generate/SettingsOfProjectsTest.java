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

/** package.json, turbo.json, nx.json and Next.js' own options: the smallest change, or advice. */
class SettingsOfProjectsTest {
  @TempDir Path folder;

  private ToolResult.Done call(Map<String, String> files) {
    Map<String, String> all = new HashMap<>(files);
    all.put("package-lock.json", "{}");
    return (ToolResult.Done)
        Given.call(new ToolContext(Workspaces.of(folder, all)), "generate_dockerfile", "{}");
  }

  private static String file(ToolResult.Done done, String path) {
    return done.files().stream()
        .map(f -> f.artifact())
        .filter(a -> a.path().equals(path))
        .map(a -> a.content())
        .findFirst()
        .orElse("not delivered");
  }

  private static Map<String, String> next(String version, String build) {
    return Map.of(
        "package.json",
        "{\n  \"scripts\": {\n    \"build\": \"%s\"\n  },\n  \"dependencies\": {\"next\": \"%s\"}\n}\n"
            .formatted(build, version));
  }

  @Test
  void aBuildThatMigratesGetsAScriptWithoutTheMigrationForTheImage() {
    ToolResult.Done done =
        call(
            next(
                "15.5.4",
                "prisma generate && prisma migrate deploy && next build && node post.js"));
    assertThat(file(done, "package.json"))
        .contains(
            "\"build\": \"prisma generate && prisma migrate deploy && next build && node post.js\",\n"
                + "    \"build:image\": \"prisma generate && next build && node post.js\"\n");
    assertThat(file(done, "Dockerfile")).contains("npm run build:image");
  }

  @ParameterizedTest
  @CsvSource({
    "next build, npm run build",
    "prisma migrate deploy && next build, npx --no-install next build",
    "prisma migrate deploy; next build && x, npx --no-install next build"
  })
  void aBuildThatNeedsNoScriptOfItsOwnLeavesPackageJsonAlone(String build, String run) {
    ToolResult.Done done = call(next("15.5.4", build));
    assertThat(file(done, "package.json")).isEqualTo("not delivered");
    assertThat(file(done, "Dockerfile")).contains("    " + run + "\n");
  }

  @ParameterizedTest
  @CsvSource({"16.1.0, true", "^16.2.4, true", "16.3.0, false", "15.5.4, false"})
  void anExperimentalOptionIsNamedOnlyWhereTheReleaseHasItAndNotByDefault(
      String version, boolean named) {
    assertThat(
            Given.whole(call(next(version, "next build")))
                .contains("turbopackFileSystemCacheForBuild"))
        .isEqualTo(named);
  }

  @ParameterizedTest
  @CsvSource({"webpack: (c) => c, true", "reactStrictMode: true, false"})
  void theBuildWorkerIsNamedOnlyBesideACustomWebpack(String option, boolean named) {
    Map<String, String> files = new HashMap<>(next("15.5.4", "next build"));
    files.put(
        "next.config.mjs", "export default { %s, output: 'standalone' };\n".formatted(option));
    assertThat(Given.whole(call(files)).contains("webpackBuildWorker")).isEqualTo(named);
  }

  @ParameterizedTest
  @CsvSource({"tasks, {}, true", "pipeline, {}, true", "tasks, {\"outputs\": []}, false"})
  void turborepoIsToldWhatABuildWrites(String key, String task, boolean patched) {
    Map<String, String> files = new HashMap<>(next("15.5.4", "next build"));
    files.put("turbo.json", "{\n  // ours\n  \"%s\": {\"build\": %s}\n}\n".formatted(key, task));
    files.put("next.config.mjs", "export default { output: 'standalone' };\n");
    String turbo = file(call(files), "turbo.json");
    assertThat(turbo.contains("\"outputs\": [\".next/**\", \"!.next/cache/**\", \"dist/**\"]"))
        .isEqualTo(patched);
    assertThat(turbo.contains("// ours")).isEqualTo(patched);
  }

  @Test
  void anIgnoreFileKeepsWhatItHasAndGetsWhatItLacks() {
    Map<String, String> files = new HashMap<>(next("15.5.4", "next build"));
    files.put(".dockerignore", "# ours\n/e2e/\n.git\nfixtures");
    assertThat(file(call(files), ".dockerignore"))
        .startsWith("# ours\n/e2e/\n.git\nfixtures\n\n# What")
        .contains("\n**/.env*\n")
        .doesNotContain("\ne2e\n")
        .containsOnlyOnce(".git\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "package-lock.json; {\"packages\": {\"node_modules/next\": {\"version\": \"15.5.4\"}, \"node_modules/typescript\": {\"version\": \"5.9.2\", \"dev\": true}}}; 178 MB in 2 heavy packages, 22 MB of it to build",
        "pnpm-lock.yaml; \"  next@15.5.4(react@19.1.0):\"; 156 MB in 1 heavy packages",
        "yarn.lock; '\"next@npm:^15.5.4\":'; 156 MB in 1 heavy packages",
        "bun.lock; '\"next\": [\"next@15.5.4\"]'; 156 MB in 1 heavy packages",
        "package-lock.json; {\"packages\": {\"node_modules/next\": {\"version\": \"99.0.0\"}}}; ''"
      })
  void theHeaviestPackagesOfALockfileAreWeighed(String path, String text, String said) {
    var figure =
        new dev.deployarchitect.build.cost.PackageSizes(Given.architect().content())
            .figure(new dev.deployarchitect.text.Source(path, text));
    assertThat(figure.map(Object::toString).orElse("nothing"))
        .contains(said.isEmpty() ? "nothing" : said);
  }
}
