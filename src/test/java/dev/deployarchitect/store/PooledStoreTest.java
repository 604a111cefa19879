package dev.deployarchitect.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.deployarchitect.servers.Commands;
import dev.deployarchitect.servers.DebianPostgres;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store whose address is a PgBouncer's, as hosts hand them out for applications. */
class PooledStoreTest {
  @TempDir private Path folder;
  private DebianPostgres server;
  private Process pooler;
  private int port;

  @BeforeEach
  void start() throws Exception {
    assumeThat(Commands.find("pgbouncer", "/usr/sbin")).as("Debian's pgbouncer").isNotEmpty();
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    server = DebianPostgres.create(folder, "main", Map.of());
  }

  @AfterEach
  void stop() {
    if (pooler != null) {
      pooler.destroyForcibly();
    }
    if (server != null) {
      server.close();
    }
  }

  private String pooled(String settings) throws Exception {
    URI direct = URI.create(server.url("postgres"));
    String[] login = direct.getUserInfo().split(":", 2);
    port = DebianPostgres.freePort();
    Files.writeString(
        folder.resolve("pgbouncer.ini"),
        """
        [databases]
        * = host=%s port=%d user=%s password=%s
        [pgbouncer]
        listen_addr = 127.0.0.1
        listen_port = %d
        auth_type = any
        pool_mode = transaction
        %s
        """
            .formatted(
                direct.getHost(),
                direct.getPort(),
                login[0],
                login.length < 2 ? "''" : login[1],
                port,
                settings));
    Commands here = new Commands(folder, Map.of());
    here.own(folder);
    Path log = folder.resolve("pooler.log");
    pooler = here.start(log, Commands.find("pgbouncer", "/usr/sbin"), "pgbouncer.ini");
    for (int i = 0; i < 100 && !Files.readString(log).contains("process up"); i++) {
      DebianPostgres.sleep(50);
    }
    return "postgresql://%s@127.0.0.1:%d/postgres".formatted(direct.getRawUserInfo(), port);
  }

  @Test
  void aPoolerThatRefusesOurSchemaIsNamedWithWhatToDo() throws Exception {
    String address = pooled("");

    assertThatThrownBy(() -> SqlJournal.open(address))
        .isInstanceOf(StoreException.class)
        .hasMessage(
            "The store postgresql://127.0.0.1:%d/postgres is a connection pooler, which shares"
                + " connections and loses what one is set to and listens to; give the address of the"
                + " database itself (hosts call it direct or session, not pooled).",
            port);
  }

  @Test
  void aPoolerThatForgetsOurSchemaGetsNoTables() throws Exception {
    String address = pooled("ignore_startup_parameters = search_path,extra_float_digits");

    assertThatThrownBy(() -> SqlJournal.open(address)).hasMessageContaining("connection pooler");
    try (SqlJournal direct = SqlJournal.open(server.url("postgres"))) {
      assertThat(direct.runs("none")).isEmpty();
    }
    assertThat(server.ask("postgres", "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
        .isEqualTo("0");
  }
}
