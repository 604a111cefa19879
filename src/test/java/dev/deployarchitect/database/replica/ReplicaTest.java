package dev.deployarchitect.database.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.deployarchitect.Given;
import dev.deployarchitect.Workspaces;
import dev.deployarchitect.delivery.Delivered;
import dev.deployarchitect.servers.Commands;
import dev.deployarchitect.servers.DebianPostgres;
import dev.deployarchitect.tool.ToolResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The delivered files make a real streaming replica, and the router reads from it by Node. */
class ReplicaTest {
  /** The router with psql as its two databases, so that the test needs no package. */
  private static final String PROBE =
      """
      import { execFileSync } from "node:child_process";
      import { ReplicaRouter } from "./replica-router.mjs";
      const [primaryUrl, replicaUrl, ...steps] = process.argv.slice(2);
      const query = (url) => async (sql) => {
        const out = execFileSync("psql", [url, "--csv", "--quiet", "--command", sql], { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
        const [head, ...rows] = out.trim().split("\\n").map((line) => line.split(","));
        return rows.map((row) => Object.fromEntries(head.map((name, i) => [name, row[i] === "" ? null : row[i]])));
      };
      const router = new ReplicaRouter({ primary: query(primaryUrl), replica: query(replicaUrl), maxLagMs: 500, checkEveryMs: 0 });
      const on = { primary: query(primaryUrl), replica: query(replicaUrl) };
      let mark;
      for (const step of steps) {
        if (step === "write") {
          await on.primary("INSERT INTO post (title) VALUES ('new') RETURNING id");
          mark = await router.wrote();
        } else {
          const where = [];
          const rows = await router.read((at) => { where.push(at); return on[at]("SELECT count(*) AS n FROM post"); }, step === "read-own" ? mark : undefined);
          console.log(`${step} ${where.join(">")} ${rows[0].n}`);
        }
      }
      """;

  @TempDir Path folder;
  private DebianPostgres primary;
  private DebianPostgres replica;

  @BeforeEach
  void start() throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    DebianPostgres.programs();
    ToolResult.Done done =
        (ToolResult.Done) Given.call(Given.sample(), "generate_replica", "{\"max_lag_ms\":500}");
    assertThat(done.files()).noneMatch(Delivered::failed);
    for (Delivered file : done.files()) {
      Workspaces.write(folder, file.artifact().name(), file.artifact().content());
    }
    Workspaces.write(folder, "probe.mjs", PROBE);
    primary =
        DebianPostgres.create(
            folder, "primary", DebianPostgres.settings(folder.resolve("primary.conf")));
    Files.writeString(
        primary.data().resolve("pg_hba.conf"),
        "host replication replicator 127.0.0.1/32 scram-sha-256\n",
        StandardOpenOption.APPEND);
    primary.execute("postgres", "SELECT pg_reload_conf()", "CREATE DATABASE blog");
    primary.execute(
        "blog",
        "CREATE TABLE post (id bigserial PRIMARY KEY, title text)",
        "INSERT INTO post (title) SELECT 'old' FROM generate_series(1, 100)");
    for (int twice = 0; twice < 2; twice++) {
      primary
          .commands()
          .run(
              "psql",
              "--dbname=postgres",
              "--set=ON_ERROR_STOP=1",
              "--set=replication_password=follows",
              "--file=" + folder.resolve("replica-role.sql"))
          .succeeds();
    }
    replica();
  }

  @AfterEach
  void stop() {
    for (DebianPostgres server : new DebianPostgres[] {replica, primary}) {
      if (server != null) {
        server.close();
      }
    }
  }

  private void replica() throws Exception {
    Map<String, String> environment = new HashMap<>(primary.commands().environment());
    environment.put("PGUSER", "replicator");
    environment.put("PGPASSWORD", "follows");
    environment.put("PG_BIN", DebianPostgres.programs().toString());
    Commands here = new Commands(folder, environment);
    String target = folder.resolve("replica").toString();
    here.run("bash", "make-replica.sh", target).succeeds();
    Commands.Run again = here.run("bash", "make-replica.sh", target);
    assertThat(again.exit()).isEqualTo(1);
    assertThat(again.output()).contains("is not empty");
    replica = DebianPostgres.in(folder.resolve("replica"), DebianPostgres.freePort());
    replica.start(DebianPostgres.settings(folder.resolve("replica.conf")));
    eventually("1", "SELECT count(*) FROM pg_stat_wal_receiver WHERE status = 'streaming'");
  }

  private void eventually(String wanted, String query) throws Exception {
    for (int i = 0; i < 100 && !replica.ask("blog", query).equals(wanted); i++) {
      DebianPostgres.sleep(50);
    }
    assertThat(replica.ask("blog", query)).isEqualTo(wanted);
  }

  private String route(String... steps) {
    assumeThat(Commands.find("node")).isNotEmpty();
    String[] command = new String[4 + steps.length];
    command[0] = "node";
    command[1] = "probe.mjs";
    command[2] = primary.url("blog");
    command[3] = replica.url("blog");
    System.arraycopy(steps, 0, command, 4, steps.length);
    return new Commands(folder, Map.of()).run(command).succeeds().output();
  }

  @Test
  void theReplicaFollowsAndItsLagIsShown() throws Exception {
    primary.execute("blog", "INSERT INTO post (title) VALUES ('new')");
    eventually("101", "SELECT count(*) FROM post");
    assertThat(replica.ask("blog", Files.readString(folder.resolve("replica-lag.sql"))))
        .isEqualTo("0");
    Commands.Run lag =
        primary
            .commands()
            .run("psql", "--dbname=blog", "--csv", "--file=" + folder.resolve("lag.sql"));
    assertThat(lag.succeeds().output()).contains("walreceiver").contains("streaming");
    Commands.Run write =
        replica
            .commands()
            .run("psql", "--dbname=blog", "--command=INSERT INTO post (title) VALUES ('here')");
    assertThat(write.output()).contains("read-only transaction");
  }

  @Test
  void readsGoToTheReplicaWhileItIsFreshAndBackAfterIt() throws Exception {
    assertThat(route("read")).isEqualTo("read replica 100\n");
    replica.execute("blog", "SELECT pg_wal_replay_pause()");
    primary.execute("blog", "INSERT INTO post (title) VALUES ('not there yet')");
    DebianPostgres.sleep(900);
    assertThat(route("read")).as("the replica is too far behind").isEqualTo("read primary 101\n");
    replica.execute("blog", "SELECT pg_wal_replay_resume()");
    eventually("101", "SELECT count(*) FROM post");
    assertThat(route("read")).isEqualTo("read replica 101\n");
  }

  @Test
  void aUserSeesTheirOwnWrite() throws Exception {
    replica.execute("blog", "SELECT pg_wal_replay_pause()");
    assertThat(route("write", "read-own")).isEqualTo("read-own primary 101\n");
    replica.execute("blog", "SELECT pg_wal_replay_resume()");
    eventually("101", "SELECT count(*) FROM post");
    assertThat(route("read-own")).as("without a write of one's own").startsWith("read-own replica");
  }

  @Test
  void aReplicaThatIsGoneIsLeftAlone() throws Exception {
    replica.kill();
    assertThat(route("read", "read")).isEqualTo("read primary 100\nread primary 100\n");
  }

  @Test
  void theReplicaTakesOverWithAllThatWasReplicated() throws Exception {
    primary.execute("blog", "INSERT INTO post (title) VALUES ('last')");
    eventually("101", "SELECT count(*) FROM post");
    primary.kill();
    replica.execute("postgres", "SELECT pg_promote()");
    replica.execute("blog", "INSERT INTO post (title) VALUES ('on the new primary')");
    assertThat(replica.ask("blog", "SELECT count(*) FROM post")).isEqualTo("102");
  }
}
