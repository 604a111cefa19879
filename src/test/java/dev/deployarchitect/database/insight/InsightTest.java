package dev.deployarchitect.database.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.Given;
import dev.deployarchitect.Workspaces;
import dev.deployarchitect.delivery.Delivered;
import dev.deployarchitect.servers.Commands;
import dev.deployarchitect.servers.DebianPostgres;
import dev.deployarchitect.tool.ToolResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The delivered queries on a real PostgreSQL with the delivered settings: each fault provoked. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InsightTest {
  private Path folder;
  private DebianPostgres server;
  private int databases;

  @BeforeAll
  void start(@TempDir Path all) throws Exception {
    folder = all;
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    ToolResult.Done done =
        (ToolResult.Done)
            Given.call(Given.sample(), "generate_insight", "{\"lock_seconds\":1,\"slow_ms\":1}");
    assertThat(done.files()).noneMatch(Delivered::failed);
    for (Delivered file : done.files()) {
      Workspaces.write(folder, file.artifact().name(), file.artifact().content());
    }
    Map<String, String> settings = DebianPostgres.settings(folder.resolve("insight.conf"));
    settings.put("autovacuum", "off");
    settings.put("max_prepared_transactions", "5");
    server = DebianPostgres.create(folder, "main", settings);
  }

  private void monitorRole(String database) {
    server
        .commands()
        .run(
            "psql",
            "--dbname=" + database,
            "--set=ON_ERROR_STOP=1",
            "--set=monitor_password=looks",
            "--file=" + folder.resolve("monitor-role.sql"))
        .succeeds();
  }

  @AfterAll
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  private String database() throws Exception {
    String name = "shop" + ++databases;
    server.execute("postgres", "CREATE DATABASE " + name);
    server.execute(
        name,
        "CREATE EXTENSION pg_stat_statements",
        "CREATE TABLE team (id serial PRIMARY KEY, name text)",
        "CREATE TABLE member (id serial PRIMARY KEY, team_id int REFERENCES team, note text)",
        "INSERT INTO team (name) SELECT 'team ' || i FROM generate_series(1, 20) i",
        "INSERT INTO member (team_id, note) SELECT 1 + i % 20, repeat('x', 60) FROM generate_series(1, 20000) i",
        "CREATE INDEX member_team ON member (team_id)",
        "ANALYZE");
    for (int twice = 0; twice < 2; twice++) {
      monitorRole(name);
    }
    return name;
  }

  private String monitor(String database) {
    return "postgresql://monitor:looks@127.0.0.1:%d/%s".formatted(server.port(), database);
  }

  private Commands.Run check(String database) {
    return new Commands(folder, Map.of("MONITOR_URL", monitor(database))).run("bash", "check.sh");
  }

  @Test
  void aHealthyDatabaseHasNoRow() throws Exception {
    Commands.Run run = check(database());
    assertThat(run.output()).isEmpty();
    assertThat(run.exit()).isZero();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          sequence near its end        | CREATE SEQUENCE later AS int START 1932735283; SELECT nextval('later')
          bloat                        | INSERT INTO member (team_id, note) SELECT 1, repeat('x', 60) FROM generate_series(1, 300000); DELETE FROM member WHERE id % 8 > 0; ANALYZE member
          sequence near its end        | ALTER SEQUENCE member_id_seq RESTART 1900000000; SELECT nextval('member_id_seq')
          foreign key without an index | DROP INDEX member_team
          doubled index                | CREATE INDEX again ON member (team_id)
          autovacuum is off            | ALTER TABLE member SET (autovacuum_enabled = false)
          dead rows                    | UPDATE member SET note = 'y'
          prepared transaction         | BEGIN; INSERT INTO team (name) VALUES ('a'); PREPARE TRANSACTION 'left behind'
          """)
  void aFaultIsNamed(String fault, String sql) throws Exception {
    String name = database();
    try (Connection connection = server.connect(name);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
    DebianPostgres.sleep(1200);
    String query =
        Files.readString(folder.resolve("health-checks.sql"))
            .replace("300 s", "1 s")
            .replace("60 s", "1 s");
    Workspaces.write(folder, "quick/health-checks.sql", query);
    Workspaces.write(folder, "quick/check.sh", Files.readString(folder.resolve("check.sh")));
    Commands.Run run =
        new Commands(folder.resolve("quick"), Map.of("MONITOR_URL", monitor(name)))
            .run("bash", "check.sh");
    if (fault.equals("prepared transaction")) {
      server.execute(name, "ROLLBACK PREPARED 'left behind'");
    }
    assertThat(run.output()).contains(fault);
    assertThat(run.exit()).as("nobody is woken by a ticket").isZero();
  }

  @Test
  void aSessionThatIdlesInATransactionIsNamed() throws Exception {
    String name = database();
    String query = Files.readString(folder.resolve("health-checks.sql")).replace("60 s", "1 s");
    Workspaces.write(folder, "idle/health-checks.sql", query);
    Workspaces.write(folder, "idle/check.sh", Files.readString(folder.resolve("check.sh")));
    Commands quick = new Commands(folder.resolve("idle"), Map.of("MONITOR_URL", monitor(name)));
    try (Connection idle = server.connect(name);
        var statement = idle.createStatement()) {
      idle.setAutoCommit(false);
      statement.execute("SELECT 1");
      DebianPostgres.sleep(1600);
      assertThat(quick.run("bash", "check.sh").output()).contains("forgotten transaction,ticket");
      idle.rollback();
    }
    assertThat(quick.run("bash", "check.sh").output()).doesNotContain("forgotten transaction");
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          REVOKE SELECT ON member_id_seq FROM monitor | cannot see sequences,blind,such as member_id_seq,1 of 2 | 2
          REVOKE pg_monitor FROM monitor              | cannot see sessions,blind                               | 2
          REVOKE USAGE ON SCHEMA monitor FROM monitor | cannot see: the checks did not run                      | 3
          DROP SCHEMA monitor CASCADE                 | cannot see: the checks did not run                      | 3
          ALTER ROLE monitor SET search_path = public |                                                         | 0
          """)
  void aRoleThatCannotSeeSaysSo(String sql, String said, int exit) throws Exception {
    String name = database();
    server.execute(name, sql);
    Commands.Run run = check(name);
    monitorRole(name);
    assertThat(run.output()).contains(said == null ? "" : said);
    assertThat(run.exit()).as(run.output()).isEqualTo(exit);
    assertThat(check(name).exit()).as("after monitor-role.sql ran again").isZero();
  }

  @Test
  void anAdministratorWithoutRightsOnATableDoesNotMakeItGreen() throws Exception {
    String name = database();
    server.execute(
        name,
        "CREATE ROLE administrator_of_some LOGIN PASSWORD 'secret'",
        "INSERT INTO member (team_id, note) SELECT 1, repeat('x', 60) FROM generate_series(1, 300000)",
        "ANALYZE member",
        "ALTER SCHEMA monitor OWNER TO administrator_of_some",
        "ALTER FUNCTION monitor.row_widths() OWNER TO administrator_of_some");
    Commands.Run run = check(name);
    assertThat(run.output()).contains("cannot see bloat,blind,such as member,1 of 1 large tables");
    assertThat(run.exit()).isEqualTo(2);
    server.execute(name, "GRANT pg_read_all_data TO administrator_of_some");
    assertThat(check(name).output()).doesNotContain("cannot see");
  }

  @Test
  void anIndexThatFailedToBuildAndOneNobodyReadsAreNamed() throws Exception {
    String name = database();
    server.execute(
        name,
        "INSERT INTO member (team_id, note) SELECT 1 + i % 20, md5(i::text) || md5((i + 1)::text) FROM generate_series(1, 150000) i",
        "CREATE INDEX unread ON member (note)");
    assertThat(
            server
                .commands()
                .run(
                    "psql",
                    "--dbname=" + name,
                    "--command=CREATE UNIQUE INDEX CONCURRENTLY broken ON member (team_id)")
                .exit())
        .isNotZero();
    assertThat(check(name).output())
        .contains("unused index,ticket,unread")
        .contains("invalid index,ticket,broken");
  }

  @Test
  void aWaitingLockWakesSomebodyAndItsHolderIsShown() throws Exception {
    String name = database();
    try (Connection holder = server.connect(name);
        Connection waiter = server.connect(name);
        var holding = holder.createStatement();
        var waiting = waiter.createStatement()) {
      holder.setAutoCommit(false);
      holding.execute("LOCK TABLE team IN ACCESS EXCLUSIVE MODE");
      Thread wait =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  waiting.execute("SELECT count(*) FROM team");
                } catch (java.sql.SQLException e) {
                  throw new IllegalStateException(e);
                }
              });
      DebianPostgres.sleep(1600);
      Commands.Run run = check(name);
      Commands.Run line =
          server
              .commands()
              .run("psql", "--dbname=" + name, "--file=" + folder.resolve("locks.sql"));
      holder.rollback();
      wait.join();
      assertThat(run.output()).contains("waits for a lock,page");
      assertThat(run.exit()).isEqualTo(1);
      assertThat(line.succeeds().output())
          .contains("LOCK TABLE team")
          .contains("AccessExclusiveLock");
    }
  }

  @Test
  void connectionsThatRunOutWakeSomebody() throws Exception {
    String name = database();
    List<Connection> many = new ArrayList<>();
    try {
      for (int i = 0; i < 85; i++) {
        many.add(server.connect(name));
      }
      Commands.Run run = check(name);
      assertThat(run.output()).contains("connections,page");
      assertThat(run.exit()).isEqualTo(1);
    } finally {
      for (Connection one : many) {
        one.close();
      }
    }
  }

  @Test
  void aStatementThatCostsTimeIsTheFirstRow() throws Exception {
    String name = database();
    server.execute(name, "SELECT pg_stat_statements_reset()", "SELECT pg_sleep(0.3)");
    Commands.Run run =
        server
            .commands()
            .run(
                "psql",
                "--dbname=" + name,
                "--csv",
                "--set=ON_ERROR_STOP=1",
                "--file=" + folder.resolve("statements.sql"));
    assertThat(run.succeeds().output().lines().skip(1).findFirst().orElse(""))
        .contains("SELECT pg_sleep($1)");
  }

  @Test
  void aTableThatWasEmptiedIsFoundToBeTooLarge() throws Exception {
    String name = database();
    server.execute(
        name,
        "INSERT INTO member (team_id, note) SELECT 1, repeat('x', 60) FROM generate_series(1, 150000)",
        "DELETE FROM member WHERE id % 4 > 0",
        "VACUUM ANALYZE member");
    Commands.Run run =
        server.commands().run("psql", "--dbname=" + name, "--file=" + folder.resolve("bloat.sql"));
    assertThat(run.succeeds().output()).containsPattern("member .*\\| +(6|7|8)\\d\\n");
    server.execute(name, "VACUUM FULL ANALYZE member");
    run =
        server.commands().run("psql", "--dbname=" + name, "--file=" + folder.resolve("bloat.sql"));
    assertThat(run.succeeds().output()).contains("(0 rows)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"SELECT * FROM team", "UPDATE team SET name = 'x'"})
  void theMonitoringRoleReadsAndChangesNoTable(String sql) throws Exception {
    String name = database();
    Commands.Run run =
        server
            .commands()
            .run(
                "psql",
                monitor(name),
                "--command=SET default_transaction_read_only = off",
                "--command=" + sql);
    assertThat(run.output()).contains("permission denied");
  }
}
