package dev.deployarchitect.database.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.deployarchitect.Given;
import dev.deployarchitect.Workspaces;
import dev.deployarchitect.delivery.Delivered;
import dev.deployarchitect.servers.Commands;
import dev.deployarchitect.servers.DebianPostgres;
import dev.deployarchitect.tool.ToolResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The delivered scripts on a real PostgreSQL: backup, more writes, a disaster, recovery to a
 * second.
 */
class BackupTest {
  private static final String MARK = "a text that no backup may show";

  @TempDir Path folder;
  private DebianPostgres server;
  private Commands commands;

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  /** Lays the scripts down and starts a server that archives as they say. */
  private void start(String method) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path data = folder.resolve("main");
    String input =
        "{\"service\":\"self-hosted\",\"method\":\"%s\",\"repository\":\"%s/repo\",\"folder\":\"%s\",\"data\":\"%s\",\"lose_seconds\":5}"
            .formatted(method, folder, folder, data);
    ToolResult.Done done = (ToolResult.Done) Given.call(Given.sample(), "generate_backups", input);
    assertThat(done.files()).noneMatch(Delivered::failed);
    for (Delivered file : done.files()) {
      Workspaces.write(folder, file.artifact().name(), file.artifact().content());
    }
    Workspaces.write(folder, "passphrase", "correct horse battery staple\n");
    Files.createDirectories(folder.resolve("repo"));
    Map<String, String> environment = new HashMap<>();
    environment.put("PATH", DebianPostgres.programs() + ":" + System.getenv("PATH"));
    environment.put("PGBACKREST_REPO1_CIPHER_PASS", "correct horse battery staple");
    environment.put("PGBACKREST_LOCK_PATH", folder.resolve("lock").toString());
    environment.put("PGBACKREST_SPOOL_PATH", folder.resolve("spool").toString());
    server =
        DebianPostgres.create(
            folder, "main", DebianPostgres.settings(folder.resolve("archiving.conf")), environment);
    environment.putAll(server.commands().environment());
    environment.put("PGBACKREST_PG1_PORT", "" + server.port());
    environment.put("DRILL_DATABASE", "shop");
    environment.put("DRILL_QUERY", "SELECT count(*) FROM orders");
    environment.put("DRILL_FOLDER", folder.resolve("drill").toString());
    environment.put("PG_BIN", DebianPostgres.programs().toString());
    Files.createDirectories(folder.resolve("drill"));
    commands = new Commands(folder, environment);
    commands.own(folder.resolve("drill"));
  }

  private Commands.Run bash(String... arguments) {
    return commands.run(
        Stream.concat(Stream.of("bash"), Stream.of(arguments)).toArray(String[]::new));
  }

  private void insert(int rows) throws Exception {
    server.execute(
        "shop",
        "INSERT INTO orders (note) SELECT '%s' FROM generate_series(1, %d)".formatted(MARK, rows));
  }

  private String now() throws Exception {
    DebianPostgres.sleep(1100);
    String now = server.ask("shop", "SELECT now()");
    DebianPostgres.sleep(1100);
    return now;
  }

  @ParameterizedTest
  @ValueSource(strings = {"pgbackrest", "wal"})
  void theDrillGoesBackToTheSecondBeforeTheDisaster(String method) throws Exception {
    if (method.equals("pgbackrest")) {
      assumeThat(Commands.find("pgbackrest")).as("Debian's package pgbackrest").isNotEmpty();
    }
    start(method);
    server.execute("postgres", "CREATE DATABASE shop");
    server.execute("shop", "CREATE TABLE orders (id bigserial PRIMARY KEY, note text)");
    insert(1000);
    String early = now();
    String[] backup =
        method.equals("pgbackrest")
            ? new String[] {"backup.sh", "full"}
            : new String[] {"backup.sh"};
    bash(backup).succeeds();
    insert(500);
    String before = now();
    server.execute("shop", "DELETE FROM orders WHERE id % 2 = 0");
    insert(7);
    server.execute("postgres", "SELECT pg_switch_wal()");
    DebianPostgres.sleep(2000);
    assertThat(server.ask("shop", "SELECT count(*) FROM orders")).isEqualTo("757");

    Commands.Run drill = bash("restore-drill.sh", before).succeeds();
    assertThat(drill.output())
        .contains("counted: 1500")
        .containsPattern("restored to .* in \\d+ s");
    assertThat(bash("restore-drill.sh").succeeds().output())
        .as("the newest state, past the disaster")
        .contains("counted: 757");
    assertThat(server.ask("shop", "SELECT count(*) FROM orders"))
        .as("the live server is untouched")
        .isEqualTo("757");
    assertThat(folder.resolve("drill")).as("nothing is left behind").isEmptyDirectory();

    Commands.Run tooEarly = bash("restore.sh", early, folder.resolve("early").toString());
    assertThat(tooEarly.output()).as("a moment before the first backup").isNotBlank();
    assertThat(tooEarly.exit()).isNotZero();
    Commands.Run live = bash("restore.sh", "latest", server.data().toString());
    assertThat(live.exit()).isEqualTo(1);
    assertThat(live.output()).contains("is not empty");
    assertThat(shown(folder.resolve("repo"))).as("files that show what is in them").isEmpty();
  }

  /** Files in which the rows can be read. */
  private static List<Path> shown(Path repository) throws IOException {
    try (Stream<Path> all = Files.walk(repository)) {
      List<Path> files = all.filter(Files::isRegularFile).toList();
      assertThat(files).hasSizeGreaterThan(2);
      return files.stream()
          .filter(f -> {
            try {
              return new String(Files.readAllBytes(f), StandardCharsets.ISO_8859_1).contains(MARK);
            } catch (IOException e) {
              throw new java.io.UncheckedIOException(e);
            }
          })
          .toList();
    }
  }

  @Test
  void aDrillThatFindsTooFewRowsFails() throws Exception {
    start("wal");
    server.execute("postgres", "CREATE DATABASE shop");
    server.execute("shop", "CREATE TABLE orders (id bigserial PRIMARY KEY, note text)");
    insert(10);
    server.execute("shop", "ANALYZE");
    bash("backup.sh").succeeds();
    Map<String, String> more = new HashMap<>(commands.environment());
    more.remove("DRILL_QUERY");
    more.put("DRILL_LEAST", "11");
    Commands.Run drill = new Commands(folder, more).run("bash", "restore-drill.sh");
    assertThat(drill.exit()).isEqualTo(1);
    assertThat(drill.output()).contains("counted: 10").contains("less than 11");
  }

  @ParameterizedTest
  @ValueSource(strings = {"wal", "base"})
  void theDrillFindsDamageInsteadOfComingUpWithLess(String below) throws Exception {
    start("wal");
    server.execute("postgres", "CREATE DATABASE shop");
    server.execute("shop", "CREATE TABLE orders (id bigserial PRIMARY KEY, note text)");
    insert(10);
    bash("backup.sh").succeeds();
    insert(90);
    server.execute("postgres", "SELECT pg_switch_wal()");
    DebianPostgres.sleep(2000);
    insert(1);
    server.execute("postgres", "SELECT pg_switch_wal()");
    DebianPostgres.sleep(2000);
    assertThat(bash("restore-drill.sh").succeeds().output()).contains("counted: 101");
    try (Stream<Path> all = Files.list(folder.resolve("repo/" + below))) {
      // Of the segments the last but one: recovery would end there without a word.
      List<Path> files = all.filter(f -> f.toString().endsWith(".gz.enc")).sorted().toList();
      Path damaged = files.get(Math.max(0, files.size() - 2));
      byte[] bytes = Files.readAllBytes(damaged);
      Files.write(damaged, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    }
    Commands.Run drill = bash("restore-drill.sh");
    assertThat(drill.exit()).as(drill.output()).isNotZero();
  }

  @Test
  void manyBasesEndNoPipeEarly() throws Exception {
    start("wal");
    bash("backup.sh").succeeds();
    for (int i = 0; i < 2000; i++) {
      Workspaces.write(folder, "repo/base/29991231T%06dZ.tar.gz.enc".formatted(i), "");
    }
    commands.own(folder.resolve("repo"));
    DebianPostgres.sleep(1100);
    bash("backup.sh").succeeds();
  }

  @Test
  void aSegmentIsNeverOverwrittenByAnother() throws Exception {
    start("wal");
    Workspaces.write(folder, "one", "first");
    Workspaces.write(folder, "two", "second");
    bash("archive.sh", "push", "one", "0000000100000000000000FF").succeeds();
    bash("archive.sh", "push", "one", "0000000100000000000000FF").succeeds();
    Commands.Run other = bash("archive.sh", "push", "two", "0000000100000000000000FF");
    assertThat(other.exit()).isEqualTo(1);
    assertThat(other.output()).contains("other content");
    bash("archive.sh", "pull", "0000000100000000000000FF", folder.resolve("repo/back").toString())
        .succeeds();
    assertThat(folder.resolve("repo/back")).hasContent("first");
    assertThat(bash("archive.sh", "pull", "0000000100000000000000AA", "x").exit()).isEqualTo(1);
  }

  @Test
  void aDumpIsMadeByARoleThatMayOnlyReadAndRestoresIntoAnEmptyDatabaseAlone() throws Exception {
    start("wal");
    server.execute("postgres", "CREATE DATABASE shop", "CREATE DATABASE copy");
    server.execute("shop", "CREATE TABLE orders (id bigserial PRIMARY KEY, note text)");
    insert(300);
    for (int twice = 0; twice < 2; twice++) {
      commands
          .run(
              "psql",
              "--dbname=shop",
              "--set=ON_ERROR_STOP=1",
              "--set=backup_password=reads",
              "--file=backup-role.sql")
          .succeeds();
    }
    Map<String, String> dumping = new HashMap<>(commands.environment());
    dumping.put(
        "DIRECT_URL", "postgresql://backup:reads@127.0.0.1:%d/shop".formatted(server.port()));
    dumping.put("DUMP_FOLDER", folder.resolve("repo/dumps").toString());
    dumping.put("DUMP_PASSPHRASE_FILE", folder.resolve("passphrase").toString());
    Commands dumper = new Commands(folder, dumping);
    Path first = Path.of(dumper.run("bash", "dump.sh").succeeds().output().strip());
    Files.setLastModifiedTime(first, FileTime.from(Instant.now().minus(40, ChronoUnit.DAYS)));
    DebianPostgres.sleep(1100);
    String[] said = dumper.run("bash", "dump.sh").succeeds().output().strip().split("\n");
    Path second = Path.of(said[said.length - 1]);
    assertThat(first).as("older than 14 days").doesNotExist();
    assertThat(shown(folder.resolve("repo"))).isEmpty();

    dumper.run("bash", "dump.sh", "restore", second.toString(), server.url("copy")).succeeds();
    assertThat(server.ask("copy", "SELECT count(*) FROM orders")).isEqualTo("300");
    Commands.Run again =
        dumper.run("bash", "dump.sh", "restore", second.toString(), server.url("copy"));
    assertThat(again.exit()).isEqualTo(1);
    assertThat(again.output()).contains("has 1 tables");
    Commands.Run write =
        commands.run(
            "psql",
            "postgresql://backup:reads@127.0.0.1:%d/shop".formatted(server.port()),
            "--command=SET default_transaction_read_only = off",
            "--command=DELETE FROM orders");
    assertThat(write.output()).contains("permission denied");
    Files.writeString(second, "damaged");
    assertThat(
            dumper.run("bash", "dump.sh", "restore", second.toString(), server.url("copy")).exit())
        .isNotZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rds", "cloudsql", "neon", "supabase"})
  void aManagedServiceIsToldByWhatItPromises(String service) {
    ToolResult result =
        Given.call(Given.sample(), "generate_backups", "{\"service\":\"%s\"}".formatted(service));
    assertThat(result.text()).contains("At worst it loses").contains("table of 2026-");
    assertThat(result.text().contains("managed.sh")).isEqualTo(!service.equals("supabase"));
    ToolResult tooLong =
        Given.call(
            Given.sample(),
            "generate_backups",
            "{\"service\":\"%s\",\"days\":400}".formatted(service));
    assertThat(tooLong).isInstanceOf(ToolResult.Retry.class);
  }
}
