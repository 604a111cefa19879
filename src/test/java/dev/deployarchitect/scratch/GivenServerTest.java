package dev.deployarchitect.scratch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deployarchitect.Architect;
import dev.deployarchitect.Given;
import dev.deployarchitect.Workspaces;
import dev.deployarchitect.content.Content;
import dev.deployarchitect.delivery.OutsideTool;
import dev.deployarchitect.servers.DebianPostgres;
import dev.deployarchitect.tool.ToolContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that a team gives for trials, beside its own databases on it. */
class GivenServerTest {
  private static final String LEFT =
      "SELECT (SELECT count(*) FROM pg_database WHERE datname LIKE 'architect%') + (SELECT count(*) FROM pg_roles WHERE rolname LIKE 'architect%')";

  @TempDir Path folder;
  private DebianPostgres given;

  @BeforeEach
  void start() throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    given = DebianPostgres.create(Files.createDirectories(folder.resolve("pg")), "main", Map.of());
    given.execute("postgres", "CREATE DATABASE theirs", "CREATE ROLE plain LOGIN PASSWORD 'p'");
    given.execute("theirs", "CREATE TABLE kept AS SELECT 1 AS n");
  }

  @AfterEach
  void stop() {
    if (given != null) {
      given.close();
    }
  }

  @Test
  void migrationsAreTriedOnItAndNothingIsLeft() throws Exception {
    Map<String, String> files =
        Map.of(
            "prisma/migrations/1_init/migration.sql",
            "CREATE TABLE \"User\" (\"id\" TEXT PRIMARY KEY, \"name\" TEXT);",
            "prisma/migrations/2_drop/migration.sql",
            "ALTER TABLE \"User\" DROP COLUMN \"name\";");
    Architect architect =
        new Architect(
            Content.packed(),
            OutsideTool.none(),
            Scratch.at(given.url("postgres") + "?sslmode=disable"));
    String text =
        architect
            .toolbox()
            .call(
                "review_migrations",
                Given.json("{\"execute\":true,\"rows\":1000}"),
                new ToolContext(Workspaces.of(folder.resolve("shop"), files)))
            .text();
    assertThat(text)
        .contains("Executed on a scratch PostgreSQL 1")
        .contains("AccessExclusiveLock")
        .contains("900 values of `User`.`name`");
    assertThat(given.ask("postgres", LEFT)).isEqualTo("0");
    assertThat(given.ask("theirs", "SELECT n FROM kept")).isEqualTo("1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "COPY (SELECT 1) TO PROGRAM 'id'",
        "SELECT pg_read_file('/etc/passwd')",
        "DROP DATABASE theirs",
        "CREATE EXTENSION dblink",
        "ALTER SYSTEM SET fsync = on",
        "SET ROLE postgres"
      })
  void itsRunnerMayNotLeaveItsDatabase(String sql) throws Exception {
    try (ScratchServer server = ScratchServer.at(given.url("postgres"));
        ScratchDatabase database = server.create();
        var runner = database.runner();
        var statement = runner.createStatement()) {
      assertThatThrownBy(() -> statement.execute(sql)).isInstanceOf(java.sql.SQLException.class);
    }
  }

  @Test
  void whatAKilledProcessLeftIsSweptAndWhatIsInUseStays() throws Exception {
    String old = GivenSweep.runner(Instant.now().minus(Duration.ofHours(1)), "0123456789");
    String young = GivenSweep.runner(Instant.now(), "abcdef0123");
    given.execute(
        "postgres",
        "CREATE ROLE " + old,
        "CREATE DATABASE left_behind OWNER " + old,
        "CREATE ROLE " + young,
        "CREATE DATABASE in_use OWNER " + young,
        "CREATE ROLE architect_runner_of_theirs");
    ScratchServer.at(given.url("postgres")).close();
    assertThat(
            given.ask(
                "postgres", "SELECT string_agg(datname, ' ' ORDER BY datname) FROM pg_database"))
        .isEqualTo("in_use postgres template0 template1 theirs");
    assertThat(
            given.ask(
                "postgres",
                "SELECT string_agg(rolname, ' ' ORDER BY rolname) FROM pg_roles WHERE rolname LIKE 'architect%'"))
        .contains(young)
        .contains("architect_runner_of_theirs")
        .doesNotContain(old);
  }

  @Test
  void aUserWhoIsNoSuperuserAndAnAddressThatIsNoneAreRefusedWithTheReason() {
    String plain = given.url("postgres").replace("postgres:secret", "plain:p");
    assertThatThrownBy(() -> ScratchServer.at(plain))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("'plain' is no superuser");
    assertThatThrownBy(() -> ScratchServer.at(given.url("postgres").replace("secret", "wrong")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("password authentication failed");
    for (String url : new String[] {"mysql://a:b@c/d", "postgresql://a@c/d", "not an address"}) {
      assertThatThrownBy(() -> ScratchServer.at(url))
          .hasMessageContaining("postgresql://user:password@host");
    }
    assertThat(Scratch.at("postgresql://a:secret@c/d").toString()).doesNotContain("secret");
  }
}
