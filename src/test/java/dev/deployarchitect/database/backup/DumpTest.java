package dev.deployarchitect.database.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.Given;
import dev.deployarchitect.Workspaces;
import dev.deployarchitect.delivery.Delivered;
import dev.deployarchitect.servers.Commands;
import dev.deployarchitect.servers.DebianPostgres;
import dev.deployarchitect.tool.ToolResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The delivered dump on a database of real shape, and its restore into a cluster that is new. */
class DumpTest {
  private static final List<String> COMPARED =
      List.of(
          "SELECT count(*) || ' ' || md5(string_agg(o::text, ',' ORDER BY id)) FROM orders o",
          "SELECT count(*) || ' ' || md5(string_agg(s::text, ',' ORDER BY id)) FROM secret s",
          "SELECT string_agg(lomowner::regrole || ' ' || md5(lo_get(oid)), ',' ORDER BY oid) FROM pg_largeobject_metadata",
          "SELECT string_agg(relname || relowner::regrole || relacl::text || relrowsecurity, ',' ORDER BY relname) FROM pg_class WHERE relname IN ('orders', 'secret')",
          "SELECT string_agg(rolname || rolcanlogin || coalesce(rolconfig::text, ''), ',' ORDER BY rolname) FROM pg_roles WHERE rolname <> 'backup'",
          "SELECT string_agg(roleid::regrole || ' ' || member::regrole, ',' ORDER BY 1) FROM (SELECT * FROM pg_auth_members ORDER BY roleid, member) m",
          "SELECT nextval('orders_id_seq')::text");

  @TempDir Path folder;
  private DebianPostgres server;
  private Commands commands;

  @BeforeEach
  void start() throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    for (Delivered file : delivered("self-hosted")) {
      Workspaces.write(folder, file.artifact().name(), file.artifact().content());
    }
    Workspaces.write(folder, "passphrase", "correct horse battery staple\n");
    Files.createDirectories(folder.resolve("drill"));
    Commands.needs("openssl");
    server = DebianPostgres.create(folder, "main", Map.of());
    server.execute("postgres", "CREATE DATABASE shop");
    commands = dumping("backup", "reads");
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  private static List<Delivered> delivered(String service) {
    ToolResult.Done done =
        (ToolResult.Done)
            Given.call(
                Given.sample(), "generate_backups", "{\"service\":\"%s\"}".formatted(service));
    assertThat(done.files()).noneMatch(Delivered::failed);
    return done.files();
  }

  private Commands dumping(String role, String password) {
    Map<String, String> environment = new HashMap<>(server.commands().environment());
    environment.put("PATH", DebianPostgres.programs() + ":" + System.getenv("PATH"));
    environment.put("PG_BIN", DebianPostgres.programs().toString());
    environment.put(
        "DIRECT_URL",
        "postgresql://%s:%s@127.0.0.1:%d/shop".formatted(role, password, server.port()));
    environment.put("DUMP_FOLDER", folder.resolve("dumps").toString());
    environment.put("DUMP_PASSPHRASE_FILE", folder.resolve("passphrase").toString());
    environment.put("DRILL_FOLDER", folder.resolve("drill").toString());
    environment.put("DRILL_QUERY", "SELECT count(*) FROM orders");
    return new Commands(folder, environment);
  }

  private Commands.Run backupRole(String administrator) {
    return server
        .commands()
        .run(
            "psql",
            "postgresql://%s:secret@127.0.0.1:%d/shop".formatted(administrator, server.port()),
            "--set=ON_ERROR_STOP=1",
            "--set=backup_password=reads",
            "--file=" + folder.resolve("backup-role.sql"));
  }

  private void shape(int rows) throws Exception {
    server.execute(
        "shop",
        "CREATE ROLE app LOGIN PASSWORD 'secret'",
        "ALTER ROLE app SET statement_timeout = '5s'",
        "CREATE ROLE reporting",
        "CREATE ROLE \"the \"\"odd\" LOGIN IN ROLE reporting",
        "CREATE TABLE orders (id bigserial PRIMARY KEY, note text)",
        "INSERT INTO orders (note) SELECT md5(i::text) || md5((i + 1)::text) FROM generate_series(1, %d) i"
            .formatted(rows),
        "CREATE TABLE secret (id int PRIMARY KEY, tenant int)",
        "INSERT INTO secret SELECT i, i % 3 FROM generate_series(1, 3000) i",
        "ALTER TABLE orders OWNER TO app",
        "ALTER TABLE secret OWNER TO app",
        "ALTER TABLE secret ENABLE ROW LEVEL SECURITY",
        "CREATE POLICY own ON secret USING (tenant = 0)",
        "GRANT SELECT ON orders TO reporting",
        "GRANT SELECT, UPDATE ON secret TO \"the \"\"odd\"",
        "SELECT lo_from_bytea(0, decode(repeat('ab', 300000), 'hex'))",
        "SET ROLE app",
        "SELECT lo_from_bytea(0, 'of the application')");
  }

  private List<Path> kept() throws IOException {
    try (Stream<Path> all = Files.list(folder.resolve("dumps"))) {
      return all.filter(f -> !f.endsWith(".lock")).sorted().toList();
    }
  }

  private static Path last(Commands.Run run) {
    String[] said = run.succeeds().output().strip().split("\n");
    return Path.of(said[said.length - 1]);
  }

  private static void age(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(40, ChronoUnit.DAYS)));
  }

  @Test
  void everythingComesBackInANewCluster() throws Exception {
    shape(200_000);
    backupRole("postgres").succeeds();
    Path dump = last(commands.run("bash", "dump.sh"));
    assertThat(Files.size(dump)).as("beyond any pipe's buffer").isGreaterThan(1_000_000);
    try (DebianPostgres fresh = DebianPostgres.create(folder, "fresh", Map.of())) {
      fresh.execute("postgres", "CREATE DATABASE shop", "CREATE ROLE reporting CREATEDB LOGIN");
      Commands.Run run =
          commands.run("bash", "dump.sh", "restore", dump.toString(), fresh.url("shop")).succeeds();
      assertThat(run.output()).contains("not given by a restore: ALTER ROLE backup");
      assertThat(fresh.ask("shop", "SELECT rolcreatedb FROM pg_roles WHERE rolname = 'reporting'"))
          .as("a role that was there stays as it was")
          .isEqualTo("t");
      fresh.execute("shop", "ALTER ROLE reporting NOLOGIN");
      for (String query : COMPARED) {
        assertThat(fresh.ask("shop", query)).as(query).isEqualTo(server.ask("shop", query));
      }
      assertThat(fresh.ask("shop", "SELECT count(*) FROM pg_authid WHERE rolpassword IS NOT NULL"))
          .as("the superuser's own password alone")
          .isEqualTo("1");
    }
    Commands.Run drill = commands.run("bash", "dump-drill.sh").succeeds();
    assertThat(drill.output()).contains("counted: 200000");
    assertThat(folder.resolve("drill")).as("nothing is left behind").isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rds", "cloudsql", "neon", "supabase"})
  void aManagedServiceGetsTheSameScripts(String service) throws Exception {
    List<Delivered> files = delivered(service);
    for (String name : List.of("dump.sh", "dump-drill.sh", "backup-role.sql")) {
      assertThat(files.stream().map(Delivered::artifact))
          .anySatisfy(a -> {
            assertThat(a.name()).isEqualTo(name);
            assertThat(folder.resolve(name)).hasContent(a.content());
          });
    }
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ALTER ROLE backup NOBYPASSRLS                 | table secret: row-level security hides rows from backup
          DROP SCHEMA backup CASCADE                    | 2 large objects, such as
          REVOKE pg_read_all_data FROM backup           | table orders: no right to read it
          REVOKE pg_read_all_data FROM backup           | sequence orders_id_seq: no right to read it
          """)
  void aRoleThatCannotReadAllMakesNoDumpAndKeepsThePrevious(String sql, String said)
      throws Exception {
    shape(100);
    backupRole("postgres").succeeds();
    Path good = last(commands.run("bash", "dump.sh"));
    age(good);
    List<Path> before = kept();
    server.execute(
        "shop",
        sql,
        "SELECT lo_from_bytea(0, 'new')",
        "DO $$ DECLARE o oid; BEGIN FOR o IN SELECT oid FROM pg_largeobject_metadata ORDER BY oid DESC LIMIT 2 LOOP EXECUTE format('REVOKE ALL ON LARGE OBJECT %s FROM backup', o); END LOOP; END $$");
    Commands.Run run = commands.run("bash", "dump.sh");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.output()).contains("it would be incomplete").contains(said);
    assertThat(kept()).isEqualTo(before);
  }

  @Test
  void anAdministratorWhoMayNotBypassPoliciesGivesOneInstead() throws Exception {
    server.execute(
        "postgres",
        "CREATE ROLE administrator LOGIN CREATEROLE CREATEDB PASSWORD 'secret'",
        "GRANT CREATE ON DATABASE shop TO administrator",
        "GRANT pg_read_all_data TO administrator WITH ADMIN OPTION");
    shape(100);
    server.execute(
        "shop",
        "DO $$ DECLARE o oid; BEGIN FOR o IN SELECT oid FROM pg_largeobject_metadata LOOP EXECUTE format('ALTER LARGE OBJECT %s OWNER TO app', o); END LOOP; END $$");
    assertThat(backupRole("administrator").succeeds().output())
        .as("not the owner of the table")
        .contains("as the owner of secret: CREATE POLICY");
    Commands.Run refused = commands.run("bash", "dump.sh");
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.output()).contains("table secret").contains("2 large objects");

    server.execute("shop", "GRANT app TO administrator");
    for (int twice = 0; twice < 2; twice++) {
      backupRole("administrator").succeeds();
    }
    assertThat(server.ask("shop", "SELECT rolbypassrls FROM pg_roles WHERE rolname = 'backup'"))
        .isEqualTo("f");
    Path dump = last(commands.run("bash", "dump.sh"));
    server.execute("postgres", "CREATE DATABASE copy");
    commands.run("bash", "dump.sh", "restore", dump.toString(), server.url("copy")).succeeds();
    assertThat(server.ask("copy", "SELECT count(*) FROM secret")).isEqualTo("3000");

    server.execute("shop", "CREATE POLICY no ON secret AS RESTRICTIVE USING (tenant < 2)");
    Commands.Run restricted = commands.run("bash", "dump.sh");
    assertThat(restricted.exit()).isEqualTo(1);
    assertThat(restricted.output()).contains("table secret: row-level security hides rows");
  }

  @ParameterizedTest
  @ValueSource(strings = {"truncated", "changed", "other key", "no sums", "no rows", "no roles"})
  void theDrillFindsADumpThatIsNone(String fault) throws Exception {
    shape(30_000);
    backupRole("postgres").succeeds();
    if (fault.equals("no rows")) {
      server.execute("shop", "TRUNCATE orders");
    }
    Path dump = last(commands.run("bash", "dump.sh"));
    byte[] bytes = Files.readAllBytes(dump);
    Path sums = dump.resolveSibling(dump.getFileName() + ".sha256");
    switch (fault) {
      case "truncated" -> Files.write(dump, Arrays.copyOf(bytes, bytes.length - 1000));
      case "changed" -> {
        bytes[bytes.length / 2] ^= 1;
        Files.write(dump, bytes);
      }
      case "other key" -> Workspaces.write(folder, "passphrase", "another\n");
      case "no sums" -> Files.delete(sums);
      case "no roles" -> Files.delete(Path.of(dump.toString().replace(".dump.enc", ".roles.enc")));
      default -> {}
    }
    Commands.Run drill = commands.run("bash", "dump-drill.sh");
    assertThat(drill.exit()).as(drill.output()).isNotZero();
    assertThat(folder.resolve("drill")).isEmptyDirectory();
  }

  @Test
  void aDumpThatFailsHalfwayLeavesNothingAndRetentionKeepsTheNewest() throws Exception {
    shape(30_000);
    backupRole("postgres").succeeds();
    Path first = last(commands.run("bash", "dump.sh"));
    age(first);
    Workspaces.write(folder, "dumps/20200101T000000Z.part.dump.enc", "of a run that was killed");
    Workspaces.write(
        folder,
        "bin/pg_dump",
        "#!/bin/sh\n%s/pg_dump \"$@\" | head -c 300000\nexit 1\n"
            .formatted(DebianPostgres.programs()));
    folder.resolve("bin/pg_dump").toFile().setExecutable(true, false);
    commands.own(folder.resolve("dumps"));
    Map<String, String> broken = new HashMap<>(commands.environment());
    broken.put("PATH", folder.resolve("bin") + ":" + broken.get("PATH"));
    List<Path> before = kept().stream().filter(f -> !f.toString().contains(".part.")).toList();
    assertThat(new Commands(folder, broken).run("bash", "dump.sh").exit()).isNotZero();
    assertThat(kept()).as("the previous one, although it is old").isEqualTo(before);

    DebianPostgres.sleep(1100);
    Path second = last(commands.run("bash", "dump.sh"));
    assertThat(first).doesNotExist();
    assertThat(kept()).hasSize(3).contains(second);
    commands.run("bash", "dump.sh", "verify", second.toString()).succeeds();
  }
}
