package dev.deployarchitect.scratch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScratchServerTest {
  private static ScratchServer server;

  @BeforeAll
  static void start() throws IOException {
    server = ScratchServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void run(String sql) throws SQLException {
    try (ScratchDatabase database = server.create();
        Connection runner = database.runner();
        var statement = runner.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void itIsANewPostgresql() throws SQLException {
    assertThat(server.version()).startsWith("PostgreSQL 17.");
  }

  @Test
  void theRunnerMayDoWhatMigrationsDo() throws SQLException {
    run(
        "CREATE EXTENSION \"uuid-ossp\"; CREATE EXTENSION citext; CREATE SCHEMA app;"
            + " CREATE TYPE app.kind AS ENUM ('a'); CREATE TABLE t (id uuid PRIMARY KEY DEFAULT"
            + " uuid_generate_v4(), k app.kind); INSERT INTO t (k) VALUES ('a')");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "COPY (SELECT 1) TO PROGRAM 'id'",
        "SELECT pg_read_file('/etc/passwd')",
        "SELECT lo_import('/etc/passwd')",
        "CREATE EXTENSION dblink",
        "CREATE EXTENSION postgres_fdw",
        "CREATE FUNCTION f() RETURNS int LANGUAGE plpython3u AS 'return 1'",
        "DROP DATABASE postgres",
        "CREATE ROLE x SUPERUSER",
        "ALTER SYSTEM SET fsync = on",
        "CREATE SUBSCRIPTION s CONNECTION 'host=127.0.0.1' PUBLICATION p",
        "SET SESSION AUTHORIZATION architect",
        "LOAD '/tmp/x.so'"
      })
  void theRunnerMayNotLeaveItsDatabase(String sql) {
    assertThatThrownBy(() -> run(sql)).isInstanceOf(SQLException.class);
  }

  @Test
  void theRunnerMayNotEnterAnotherDatabase() {
    assertThatThrownBy(() -> server.runner("postgres").close())
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("permission denied");
  }

  @Test
  void aCopyHasTheRows() throws SQLException {
    try (ScratchDatabase first = server.create()) {
      try (Connection runner = first.runner();
          var statement = runner.createStatement()) {
        statement.execute("CREATE TABLE t AS SELECT 7 AS x");
      }
      try (ScratchDatabase second = first.copy();
          Connection runner = second.runner();
          var rows = runner.createStatement().executeQuery("SELECT x FROM t")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getInt(1)).isEqualTo(7);
      }
    }
  }

  @Test
  void nothingIsLeftBehindOnceClosed() throws IOException {
    ScratchServer other = ScratchServer.start();
    Path folder = other.folder();
    assertThat(folder).exists();
    other.close();
    assertThat(folder).doesNotExist();
  }

  @Test
  void whatADeadProcessLeftIsSweptAndWhatALivingOneOwnsIsNot(@TempDir Path temp)
      throws IOException {
    Home home = Home.open(temp.resolve("home"), System.getProperty("user.name"));
    Path dead = Files.createDirectory(home.folder().resolve("server-dead"));
    Files.writeString(dead.resolve("owner"), "4194304\n2020-01-01T00:00:00Z\n");
    Path alive = Files.createDirectory(home.folder().resolve("server-alive"));
    Sweep.claim(alive);
    assertThat(Sweep.run(home)).containsExactly(dead);
    assertThat(dead).doesNotExist();
    assertThat(alive).exists();
  }

  @Test
  void aFolderThatOthersMayWriteIntoIsRefused(@TempDir Path temp) throws IOException {
    Path open = Files.createDirectory(temp.resolve("open"));
    Files.setPosixFilePermissions(
        open, java.nio.file.attribute.PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThatThrownBy(() -> Home.open(open, System.getProperty("user.name")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("open to others");
  }

  @Test
  void anInterruptOfItsThreadEndsItWithItsFolder() throws Exception {
    for (Thread.Builder kind : List.of(Thread.ofVirtual(), Thread.ofPlatform())) {
      CompletableFuture<Path> place = new CompletableFuture<>();
      CompletableFuture<String> failure = new CompletableFuture<>();
      Thread thread =
          kind.start(() -> {
            try (ScratchServer own = ScratchServer.start();
                ScratchDatabase database = own.create();
                Connection runner = database.runner();
                var statement = runner.createStatement()) {
              place.complete(own.folder());
              statement.execute("SELECT pg_sleep(60)");
              failure.complete("none");
            } catch (IOException | SQLException e) {
              failure.complete(String.valueOf(e.getMessage()));
            }
          });
      Path used = place.get(60, TimeUnit.SECONDS);
      Thread.sleep(100);
      thread.interrupt();
      assertThat(failure.get(3, TimeUnit.SECONDS)).isNotEqualTo("none");
      assertThat(thread.join(Duration.ofSeconds(3))).isTrue();
      assertThat(used).doesNotExist();
    }
  }
}
