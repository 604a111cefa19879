package dev.deployarchitect.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.Given;
import dev.deployarchitect.Workspaces;
import dev.deployarchitect.delivery.Delivered;
import dev.deployarchitect.servers.Commands;
import dev.deployarchitect.servers.DebianPostgres;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pipelines of projects that migrate by something other than Prisma, and under other names. */
class MigratorPipelinesTest {
  @TempDir Path folder;

  private Map<String, String> pipeline(Map<String, String> files, String input) {
    Map<String, String> all = new HashMap<>(files);
    all.putIfAbsent(
        "package.json",
        """
        {"name": "shop", "scripts": {"build": "tsc", "start": "node ."},
         "dependencies": {"pg": "8", "knex": "3"}, "devDependencies": {"drizzle-kit": "0.31.0"}}
        """);
    all.put("package-lock.json", "{}");
    ToolResult.Done done =
        (ToolResult.Done)
            Given.call(
                new ToolContext(Workspaces.of(folder.resolve("shop"), all)),
                "generate_workflow",
                input);
    assertThat(done.files()).noneMatch(Delivered::failed);
    return done.files().stream()
        .collect(Collectors.toMap(f -> f.artifact().path(), f -> f.artifact().content()));
  }

  private static final Map<String, String> DRIZZLE =
      Map.of(
          "drizzle.config.ts",
          "export default { dialect: 'postgresql', dbCredentials: { url: process.env.POSTGRES_URL! } };",
          "lib/db/migrations/0000_init.sql",
          "CREATE TABLE a (id int);",
          "lib/db/migrations/meta/_journal.json",
          "{}");

  private static final Map<String, String> KNEX =
      Map.of(
          "knexfile.js",
          "module.exports = { client: 'pg', connection: process.env.DATABASE_URL };",
          "db/migrations/20240101_init.js",
          "exports.up = (k) => k.schema.createTable('a', () => {});");

  @Test
  void drizzleMigratesByItsKitUnderTheNameItsConfigurationReads() {
    Map<String, String> files = pipeline(DRIZZLE, "{\"host\":\"vercel\"}");
    assertThat(files.get(".github/workflows/release.yml"))
        .contains("npx --no-install drizzle-kit migrate")
        .contains("npx --no-install drizzle-kit check")
        .contains("POSTGRES_URL: ${{ secrets.DIRECT_URL }}")
        .doesNotContain("prisma")
        .doesNotContain(" DATABASE_URL");
    assertThat(files.get("deploy/check-migrations.sh")).contains("folder=\"lib/db/migrations\"");
    assertThat(files.get("deploy/preview-database.sh")).contains("CREATE DATABASE $name");
  }

  @Test
  void knexMigratesByItself() {
    Map<String, String> files = pipeline(KNEX, "{\"host\":\"registry\"}");
    assertThat(files.get(".github/workflows/release.yml"))
        .contains("npx --no-install knex migrate:latest")
        .doesNotContain("The schema and its migrations say the same");
    assertThat(files.get("deploy/check-migrations.sh")).contains("folder=\"db/migrations\"");
  }

  @Test
  void aProjectWithoutMigrationsGetsNoneOfTheirJobs() {
    Map<String, String> files = pipeline(Map.of(), "{\"host\":\"vercel\"}");
    assertThat(files.get(".github/workflows/release.yml"))
        .doesNotContain("  migrate", "postgres:", "Every migration");
    assertThat(files).doesNotContainKey("deploy/preview-database.sh");
  }

  @Test
  void gitlabPreviewsLiveInAnEnvironmentThatStopsThem() {
    Map<String, String> files = pipeline(DRIZZLE, "{\"host\":\"fly\",\"ci\":\"gitlab\"}");
    assertThat(files.get(".gitlab-ci.yml"))
        .contains("on_stop: stop-preview")
        .contains("bash deploy/preview.sh remove \"$NUMBER\"")
        .contains("$CI_MERGE_REQUEST_SOURCE_PROJECT_ID == $CI_PROJECT_ID");
    assertThat(files.get("deploy/preview.sh")).contains("POSTGRES_URL=$PREVIEW_ADDRESS");
  }

  @Test
  void whatAMigrationInJavaScriptTakesAwayIsFoundButNotItsWayBack() throws Exception {
    Commands.needs("git");
    Map<String, String> files = pipeline(KNEX, "{\"host\":\"registry\"}");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path repository = Files.createDirectories(folder.resolve("git"));
    Workspaces.write(
        repository, "deploy/check-migrations.sh", files.get("deploy/check-migrations.sh"));
    Commands.Run adds =
        check(
            repository,
            "1_adds.js",
            """
            exports.up = (knex) => knex.schema.createTable('b', (t) => t.text('down'));
            exports.down = (knex) => knex.schema.dropTable('b');
            """);
    assertThat(adds.output()).contains("contract=false");
    assertThat(adds.exit()).isZero();
    String drops =
        """
        export async function up(knex) {
          await knex.schema.alterTable('a', (t) => t.dropColumn('b'));
        }
        export async function down(knex) {}
        """;
    assertThat(check(repository, "2_drops.js", drops).exit()).isEqualTo(1);
    Commands.Run said =
        check(repository, "3_says.js", "// contract: no version reads b any more\n" + drops);
    assertThat(said.output()).contains("contract=true");
  }

  private static Commands.Run check(Path repository, String name, String text) {
    Commands git = new Commands(repository, Map.of("HOME", repository.toString()));
    git.own(repository);
    git.run("git", "init", "-q", "-b", "main").succeeds();
    commit(git);
    Workspaces.write(repository, "db/migrations/" + name, text);
    git.own(repository);
    commit(git);
    return git.run("bash", "deploy/check-migrations.sh", "HEAD~1");
  }

  private static void commit(Commands git) {
    git.run("git", "add", "-A").succeeds();
    git.run(
            "git",
            "-c",
            "user.name=t",
            "-c",
            "user.email=t@example.com",
            "commit",
            "-qm",
            "x",
            "--allow-empty")
        .succeeds();
  }

  @Test
  void aPreviewsDatabaseIsMadeOnceAndTakenAway() throws Exception {
    String script = pipeline(DRIZZLE, "{\"host\":\"vercel\"}").get("deploy/preview-database.sh");
    try (DebianPostgres server = server()) {
      Commands psql = with(server, script);
      psql.run("bash", "preview.sh", "create", "pr_7").succeeds();
      psql.run("bash", "preview.sh", "create", "pr_7").succeeds();
      String url = psql.run("bash", "preview.sh", "url", "pr_7").succeeds().output().strip();
      assertThat(url).isEqualTo(server.url("pr_7") + "?sslmode=disable");
      assertThat(server.ask("pr_7", "SELECT 1")).isEqualTo("1");
      psql.run("bash", "preview.sh", "drop", "pr_7").succeeds();
      psql.run("bash", "preview.sh", "drop", "pr_7").succeeds();
      assertThat(server.ask("postgres", "SELECT count(*) FROM pg_database WHERE datname = 'pr_7'"))
          .isEqualTo("0");
    }
  }

  @Test
  void aPreviewsSchemaIsMadeOnceAndTakenAway() throws Exception {
    ToolResult.Done done =
        (ToolResult.Done) Given.call(Given.sample(), "generate_workflow", "{\"host\":\"vercel\"}");
    String script =
        done.files().stream()
            .map(Delivered::artifact)
            .filter(a -> a.path().equals("deploy/preview-database.sh"))
            .findFirst()
            .orElseThrow()
            .content();
    try (DebianPostgres server = server()) {
      Commands psql = with(server, script);
      psql.run("bash", "preview.sh", "create", "pr_7").succeeds();
      psql.run("bash", "preview.sh", "create", "pr_7").succeeds();
      assertThat(psql.run("bash", "preview.sh", "url", "pr_7").output().strip())
          .isEqualTo(server.url("postgres") + "?sslmode=disable&schema=pr_7");
      psql.run("bash", "preview.sh", "drop", "pr_7").succeeds();
      assertThat(server.ask("postgres", "SELECT count(*) FROM pg_namespace WHERE nspname = 'pr_7'"))
          .isEqualTo("0");
      assertThat(psql.run("bash", "preview.sh", "drop", "public").exit()).isEqualTo(2);
    }
  }

  private DebianPostgres server() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    return DebianPostgres.create(
        Files.createDirectories(folder.resolve("server")), "main", Map.of());
  }

  private Commands with(DebianPostgres server, String script) {
    Workspaces.write(server.data().getParent(), "preview.sh", script);
    return new Commands(
        server.data().getParent(),
        Map.of("PREVIEW_DATABASE_URL", server.url("postgres") + "?sslmode=disable"));
  }
}
