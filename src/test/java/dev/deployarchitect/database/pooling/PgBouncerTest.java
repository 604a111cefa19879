package dev.deployarchitect.database.pooling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

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
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The delivered files, in front of a real PostgreSQL, with TLS on both sides. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PgBouncerTest {
  private Path folder;
  private final String program = Commands.find("pgbouncer", "/usr/sbin");
  private DebianPostgres server;
  private Process pooler;
  private int port;

  @BeforeAll
  void start(@TempDir Path all) throws Exception {
    folder = all;
    assumeThat(program).as("Debian's package pgbouncer").isNotEmpty();
    Commands.needs("psql", "openssl");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path tls = Files.createDirectories(folder.resolve("tls"));
    Commands here = new Commands(folder, Map.of());
    here.own(folder);
    certificate(here, "database-ca", "database.internal");
    certificate(here, "pooler", "pooler.internal");
    server =
        DebianPostgres.create(
            folder,
            "main",
            Map.of(
                "ssl",
                "on",
                "ssl_cert_file",
                tls.resolve("database-ca.crt").toString(),
                "ssl_key_file",
                tls.resolve("database-ca.key").toString(),
                "max_connections",
                "30"));
    server.execute(
        "postgres",
        "CREATE ROLE app LOGIN PASSWORD 'of-the-app'",
        "CREATE ROLE gone LOGIN PASSWORD 'of-before' VALID UNTIL '2020-01-01'",
        "CREATE DATABASE app OWNER app");
  }

  private static void certificate(Commands here, String name, String host) {
    here.run(
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-days",
            "1",
            "-subj",
            "/CN=" + host,
            "-addext",
            "subjectAltName=DNS:" + host + ",IP:127.0.0.1",
            "-keyout",
            "tls/" + name + ".key",
            "-out",
            "tls/" + name + ".crt")
        .succeeds();
    here.run("chmod", "600", "tls/" + name + ".key").succeeds();
  }

  @AfterAll
  void stopServer() {
    if (server != null) {
      server.close();
    }
  }

  @AfterEach
  void stopPooler() throws Exception {
    if (pooler != null) {
      pooler.destroyForcibly().waitFor();
    }
  }

  /** Writes the files as the tool delivers them, with a test's own address, and starts. */
  private void pooler(String input, String role) throws Exception {
    ToolResult.Done done =
        (ToolResult.Done) Given.call(Given.sample(), "generate_pooling", input.formatted(folder));
    assertThat(done.files()).noneMatch(Delivered::failed);
    port = DebianPostgres.freePort();
    for (Delivered file : done.files()) {
      String name = file.artifact().name();
      String text = file.artifact().content();
      String placed =
          switch (name) {
            case "pgbouncer.ini" -> text.replace("listen_port = 6432", "listen_port = " + port);
            case "databases.ini" ->
                text.replace(
                    "host=database.internal port=5432", "host=127.0.0.1 port=" + server.port());
            case "userlist.txt" -> text.replaceAll("\"replace: [^\"]*\"", "\"of-the-pooler\"");
            default -> text;
          };
      Workspaces.write(folder, name, placed);
    }
    Commands here = server.commands();
    here.own(folder);
    for (int twice = 0; twice < 2; twice++) {
      here.run(
              "psql",
              "--dbname=" + role,
              "--set=ON_ERROR_STOP=1",
              "--set=pooler_password=of-the-pooler",
              "--file=pooler-role.sql")
          .succeeds();
    }
    pooler = here.start(folder.resolve("pooler.log"), program, "pgbouncer.ini");
    for (int i = 0;
        i < 100 && !Files.readString(folder.resolve("pooler.log")).contains("process up");
        i++) {
      DebianPostgres.sleep(50);
    }
  }

  private Connection connect(String user, String password, String parameters) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:%d/app?sslmode=require&%s".formatted(port, parameters),
        user,
        password);
  }

  private static String ask(Connection connection, String query) throws SQLException {
    try (var statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static final String OLD =
      "{\"version\":\"1.18\",\"folder\":\"%s\",\"max_connections\":30}";

  @Test
  void theApplicationIsLetInByItsPasswordInTheDatabaseAndNobodyElse() throws Exception {
    pooler(OLD, "app");
    try (Connection app = connect("app", "of-the-app", "prepareThreshold=0")) {
      assertThat(ask(app, "SELECT current_user")).isEqualTo("app");
      assertThat(ask(app, "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"))
          .as("the way to the database is encrypted too")
          .isEqualTo("t");
    }
    assertThatThrownBy(() -> connect("app", "guessed", "")).isInstanceOf(SQLException.class);
    assertThatThrownBy(() -> connect("gone", "of-before", ""))
        .as("a password that has expired")
        .isInstanceOf(SQLException.class);
    assertThatThrownBy(() -> connect("postgres", "secret", ""))
        .as("a superuser")
        .isInstanceOf(SQLException.class);
    assertThatThrownBy(() ->
            DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/app?sslmode=disable".formatted(port),
                "app",
                "of-the-app"))
        .as("without TLS")
        .isInstanceOf(SQLException.class);
    assertThatThrownBy(
            () -> server.ask("app", "SET ROLE app; SELECT * FROM pgbouncer.lookup('app')"))
        .as("the application may not look passwords up")
        .hasMessageContaining("permission denied");
  }

  @Test
  void manyClientsShareFewConnections() throws Exception {
    pooler(OLD, "app");
    List<Connection> clients = new ArrayList<>();
    try {
      for (int i = 0; i < 60; i++) {
        clients.add(connect("app", "of-the-app", "prepareThreshold=0"));
        ask(clients.getLast(), "SELECT 1");
      }
      String held =
          server.ask("postgres", "SELECT count(*) FROM pg_stat_activity WHERE usename = 'app'");
      assertThat(Integer.parseInt(held)).isBetween(1, 22);
    } finally {
      for (Connection client : clients) {
        client.close();
      }
    }
  }

  /** As Prisma does without pgbouncer=true: each client names its statements alike. */
  private void namedStatements() throws SQLException {
    try (Connection first = connect("app", "of-the-app", "prepareThreshold=1");
        Connection second = connect("app", "of-the-app", "prepareThreshold=1");
        PreparedStatement one = first.prepareStatement("SELECT 1 + ?::int");
        PreparedStatement two = second.prepareStatement("SELECT 2 + ?::int")) {
      for (int i = 0; i < 4; i++) {
        one.setInt(1, i);
        one.executeQuery().close();
        two.setInt(1, i);
        two.executeQuery().close();
      }
    }
  }

  @Test
  void namedStatementsAreLostInTransactionModeBeforeVersion1_21() throws Exception {
    pooler(OLD, "app");
    assertThatThrownBy(this::namedStatements)
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("prepared statement");
  }

  @Test
  void namedStatementsWorkInSessionMode() throws Exception {
    pooler(OLD.replace("}", ",\"mode\":\"session\",\"instances\":2}"), "app");
    assertThatCode(this::namedStatements).doesNotThrowAnyException();
  }

  @Test
  void namedStatementsFollowTheirClientFromVersion1_21() throws Exception {
    Commands here = server.commands();
    String version = here.run(program, "--version").output();
    assumeThat(version.replaceAll("(?s).*PgBouncer 1\\.(\\d+).*", "$1"))
        .as("PgBouncer 1.21 or later, not " + version.lines().findFirst().orElse(""))
        .matches(v -> Integer.parseInt(v) >= 21);
    pooler("{\"version\":\"1.21\",\"folder\":\"%s\",\"max_connections\":30}", "app");
    assertThatCode(this::namedStatements).doesNotThrowAnyException();
  }
}
