package dev.deployarchitect.servers;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A PostgreSQL of Debian's {@code postgresql} package with all its programs, on a free port, in a
 * folder of its own. Its superuser is {@code postgres}, its password {@code secret}.
 */
public final class DebianPostgres implements AutoCloseable {
  private final Path data;
  private final int port;
  private final Commands commands;
  private Process process;

  private DebianPostgres(Path data, int port, Map<String, String> environment) {
    this.data = data;
    this.port = port;
    Map<String, String> all = new HashMap<>(environment);
    all.put("PGHOST", "127.0.0.1");
    all.put("PGPORT", "" + port);
    all.put("PGUSER", "postgres");
    all.put("PGPASSWORD", "secret");
    this.commands = new Commands(data.getParent(), Map.copyOf(all));
  }

  /** The folder of the newest version's programs; the test is skipped where there is none. */
  public static Path programs() {
    Path root = Path.of("/usr/lib/postgresql");
    assumeThat(root).as("Debian's package postgresql").exists();
    Commands.needs("psql");
    try (Stream<Path> versions = Files.list(root)) {
      Optional<Path> newest =
          versions
              .map(v -> v.resolve("bin"))
              .filter(bin -> Files.isExecutable(bin.resolve("postgres")))
              .max(Comparator.comparing(Path::toString));
      assumeThat(newest).as("Debian's package postgresql, not its client alone").isPresent();
      return newest.orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A new cluster in {@code folder/name}, which is started with these settings. */
  public static DebianPostgres create(Path folder, String name, Map<String, String> settings) {
    return create(folder, name, settings, Map.of());
  }

  /** The same, with variables for the server and what it calls. */
  public static DebianPostgres create(
      Path folder, String name, Map<String, String> settings, Map<String, String> environment) {
    DebianPostgres server = new DebianPostgres(folder.resolve(name), freePort(), environment);
    try {
      Path password = Files.writeString(folder.resolve(name + ".password"), "secret");
      server.commands.own(folder);
      server
          .run(
              "initdb",
              "--pgdata=" + server.data,
              "--username=postgres",
              "--pwfile=" + password,
              "--auth=scram-sha-256",
              "--encoding=UTF8",
              "--locale=C",
              "--no-sync")
          .succeeds();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return server.start(settings);
  }

  /** One whose data are there already, not started. */
  public static DebianPostgres in(Path data, int port) {
    return new DebianPostgres(data, port, Map.of());
  }

  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it and waits until it answers, which a server in recovery does too. */
  public DebianPostgres start(Map<String, String> settings) {
    StringBuilder text = new StringBuilder();
    settings.forEach(
        (key, value) -> text.append("%s = '%s'%n".formatted(key, value.replace("'", "''"))));
    text.append("listen_addresses = '127.0.0.1'\nunix_socket_directories = ''\nfsync = off\n");
    try {
      Path configuration = data.resolve("test.conf");
      Files.writeString(configuration, text);
      String main = Files.readString(data.resolve("postgresql.conf"));
      if (!main.contains("include 'test.conf'")) {
        Files.writeString(data.resolve("postgresql.conf"), main + "\ninclude 'test.conf'\n");
      }
      commands.own(data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Path log = data.resolveSibling(data.getFileName() + ".log");
    process =
        commands.start(
            log, programs().resolve("postgres").toString(), "-D", "" + data, "-p", "" + port);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (true) {
      try {
        ask("postgres", "SELECT 1");
        return this;
      } catch (SQLException e) {
        if (!process.isAlive() || System.nanoTime() > end) {
          throw new AssertionError("PostgreSQL did not start: " + said(log), e);
        }
        sleep(50);
      }
    }
  }

  private static String said(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** What a delivered file of settings says, as it stands there. */
  public static Map<String, String> settings(Path file) {
    Map<String, String> settings = new HashMap<>();
    try {
      for (String line : Files.readAllLines(file)) {
        if (!line.startsWith("#") && line.contains(" = ")) {
          String[] parts = line.split(" = ", 2);
          settings.put(parts[0], parts[1].replaceAll("^'|'$", ""));
        }
      }
      return settings;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  public Path data() {
    return data;
  }

  public int port() {
    return port;
  }

  /** With PGHOST, PGPORT, PGUSER and PGPASSWORD set. */
  public Commands commands() {
    return commands;
  }

  public String url(String database) {
    return "postgresql://postgres:secret@127.0.0.1:%d/%s".formatted(port, database);
  }

  /** Runs one of PostgreSQL's own programs. */
  public Commands.Run run(String program, String... arguments) {
    String[] command =
        Stream.concat(Stream.of(programs().resolve(program).toString()), Stream.of(arguments))
            .toArray(String[]::new);
    return commands.run(command);
  }

  public Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:%d/%s?loginTimeout=5".formatted(port, database),
        "postgres",
        "secret");
  }

  public void execute(String database, String... statements) throws SQLException {
    try (Connection connection = connect(database);
        var statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** The first column of the first row. */
  public String ask(String database, String query) throws SQLException {
    try (Connection connection = connect(database);
        var statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      return rows.next() ? rows.getString(1) : "";
    }
  }

  /** As a machine that loses its power. */
  public void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    awaitEnd();
  }

  private void awaitEnd() {
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        throw new AssertionError("the server did not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** In order: with a checkpoint, and all sent to replicas. */
  public void stop() {
    run("pg_ctl", "stop", "--pgdata=" + data, "--mode=fast", "--no-wait");
    awaitEnd();
  }

  @Override
  public void close() {
    if (process != null && process.isAlive()) {
      run("pg_ctl", "stop", "--pgdata=" + data, "--mode=immediate", "--no-wait");
      awaitEnd();
    }
  }
}
