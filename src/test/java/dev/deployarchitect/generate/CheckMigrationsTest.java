package dev.deployarchitect.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.Given;
import dev.deployarchitect.delivery.Delivered;
import dev.deployarchitect.servers.Commands;
import dev.deployarchitect.tool.ToolResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The delivered deploy/check-migrations.sh, run by bash in a git repository. */
class CheckMigrationsTest {
  private static final String MIGRATIONS = "prisma/migrations/";

  @TempDir Path folder;

  private record Run(int exit, String output) {}

  @BeforeEach
  void repository() throws Exception {
    Commands.needs("git");
    ToolResult.Done done =
        (ToolResult.Done)
            Given.call(Given.sample(), "generate_workflow", "{\"host\":\"registry\"}");
    for (Delivered file : done.files()) {
      write(file.artifact().path(), file.artifact().content());
    }
    write(MIGRATIONS + "1_init/migration.sql", "CREATE TABLE a (id int, b text);\n");
    write("src/app.ts", "export {};\n");
    run("git", "init", "-q", "-b", "main");
    commit();
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void commit() throws Exception {
    run("git", "add", "-A");
    run("git", "-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "-qm", "x");
  }

  private Run run(String... command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().remove("GITHUB_OUTPUT");
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), output);
  }

  private Run check() throws Exception {
    commit();
    return run("bash", "deploy/check-migrations.sh", "HEAD~1");
  }

  @Test
  void whatOnlyAddsMayComeWithItsCode() throws Exception {
    write(MIGRATIONS + "2_add/migration.sql", "ALTER TABLE a ADD COLUMN c text;\n");
    write("src/app.ts", "export const c = 1;\n");
    Run run = check();
    assertThat(run.exit()).as(run.output()).isZero();
    assertThat(run.output()).contains("contract=false");
  }

  @Test
  void whatTakesSomethingAwayIsHeldBackUntilItSaysWhy() throws Exception {
    for (String sql :
        List.of(
            "ALTER TABLE a DROP COLUMN b;",
            "drop table a;",
            "ALTER TABLE a RENAME COLUMN b TO d;",
            "ALTER TABLE a ALTER COLUMN b SET DATA TYPE int USING b::int;",
            "ALTER TABLE a ALTER COLUMN b TYPE int;",
            "ALTER TABLE a ALTER COLUMN b SET NOT NULL;",
            "ALTER TABLE \"old-a\" DROP COLUMN b; -- unused",
            "TRUNCATE a;")) {
      write(MIGRATIONS + "2_take/migration.sql", sql + "\n");
      Run run = check();
      assertThat(run.exit()).as(sql).isNotZero();
      assertThat(run.output())
          .contains("takes something away")
          .contains(sql.replaceFirst(" *--.*", ""));
      run("git", "reset", "-q", "--hard", "HEAD~1");
    }
  }

  @Test
  void aContractComesAlone() throws Exception {
    String sql = "-- contract: release 41 no longer reads b\nALTER TABLE a DROP COLUMN b;\n";
    write(MIGRATIONS + "2_take/migration.sql", sql);
    write("prisma/schema.prisma", "// without b\n");
    Run alone = check();
    assertThat(alone.exit()).as(alone.output()).isZero();
    assertThat(alone.output()).contains("contract=true");
    run("git", "reset", "-q", "--hard", "HEAD~1");
    write(MIGRATIONS + "2_take/migration.sql", sql);
    write("src/app.ts", "export const d = 1;\n");
    Run mixed = check();
    assertThat(mixed.exit()).isNotZero();
    assertThat(mixed.output()).contains("comes alone").contains("src/app.ts");
  }

  @Test
  void anAppliedMigrationIsNeitherChangedNorDeleted() throws Exception {
    write(MIGRATIONS + "1_init/migration.sql", "CREATE TABLE a (id bigint);\n");
    assertThat(check().output()).contains("an applied migration was changed");
    Files.delete(folder.resolve(MIGRATIONS + "1_init/migration.sql"));
    assertThat(check().output()).contains("an applied migration was deleted");
  }

  /** As in a shallow clone: what cannot be compared is not fine. */
  @Test
  void aBaseThatIsNotThereStopsIt() throws Exception {
    write(MIGRATIONS + "2_take/migration.sql", "ALTER TABLE a DROP COLUMN b;\n");
    commit();
    Run run = run("bash", "deploy/check-migrations.sh", "0123456789012345678901234567890123456789");
    assertThat(run.exit()).isNotZero();
    assertThat(run.output()).doesNotContain("contract=");
  }

  @Test
  void aChangeWithoutMigrationsPasses() throws Exception {
    write("src/app.ts", "export const e = 2;\n");
    Run run = check();
    assertThat(run.exit()).as(run.output()).isZero();
    assertThat(run.output()).contains("contract=false");
  }

  @Test
  void aCommentThatNamesADropIsNoDrop() throws Exception {
    write(
        MIGRATIONS + "2_add/migration.sql",
        "-- DROP TABLE a would lose data\nALTER TABLE a ADD COLUMN e int;\n");
    assertThat(check().exit()).isZero();
  }

  @Test
  void everyScriptIsDelivered() {
    assertThat(
            Stream.of("release.sh", "host.sh", "verify.sh", "check-migrations.sh")
                .map(n -> folder.resolve("deploy").resolve(n)))
        .allMatch(Files::exists);
  }
}
