package dev.deployarchitect.scratch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A PostgreSQL of our own, for as long as a task lasts. It listens on the loopback alone, asks
 * every connection for a random password, keeps its data in a folder that goes with it, and knows
 * two roles: the owner, which is ours, and {@link ScratchDatabase#RUNNER}, which runs other
 * people's SQL and may do nothing outside its database.
 *
 * <p>It does not flush to disk, so its durations are those of memory.
 */
public final class ScratchServer implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(30);
  private static final String OWNER = "architect";
  private static final List<String> SETTINGS =
      List.of(
          "listen_addresses=127.0.0.1",
          "unix_socket_directories=",
          "fsync=off",
          "full_page_writes=off",
          "synchronous_commit=off",
          "max_connections=40",
          "shared_buffers=64MB",
          "max_wal_size=512MB",
          "dynamic_shared_memory_type=mmap",
          "password_encryption=scram-sha-256",
          "temp_file_limit=1GB",
          "max_stack_depth=2MB",
          "autovacuum=off",
          "jit=off",
          "log_min_messages=fatal",
          "timezone=UTC");

  private final Home home;
  private final Path folder;
  private final Process process;
  private final int port;
  private final String password;
  private final String runnerPassword = random();
  private final AtomicInteger databases = new AtomicInteger();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Thread hook = new Thread(this::stop, "scratch-server-stop");

  private ScratchServer(Home home, Path folder, Process process, int port, String password) {
    this.home = home;
    this.folder = folder;
    this.process = process;
    this.port = port;
    this.password = password;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Starts one; about a second, and once per version two more to unpack the programs.
   *
   * @throws IOException with the reason, when it cannot be started on this machine
   */
  public static ScratchServer start() throws IOException {
    Home home = Home.open();
    Sweep.run(home);
    Programs programs = Programs.at(Binaries.unpacked(home));
    Path folder = Files.createTempDirectory(home.folder(), Sweep.PREFIX);
    try {
      Sweep.claim(folder);
      return start(home, programs, folder);
    } catch (IOException | RuntimeException e) {
      home.delete(folder);
      throw e;
    }
  }

  private static ScratchServer start(Home home, Programs programs, Path folder) throws IOException {
    String password = random();
    Path secret =
        Files.createFile(
            folder.resolve("password"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(secret, password);
    programs.own(secret);
    programs.own(folder);
    Path data = folder.resolve("data");
    programs.run(
        folder,
        List.of(
            "initdb",
            "--pgdata=" + data,
            "--username=" + OWNER,
            "--pwfile=" + secret,
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync",
            "--no-instructions"));
    Files.delete(secret);
    int port = freePort();
    java.util.ArrayList<String> command =
        new java.util.ArrayList<>(List.of("postgres", "-D", data.toString(), "-p", "" + port));
    SETTINGS.forEach(setting -> command.addAll(List.of("-c", setting)));
    Process process = programs.leave(folder, command);
    ScratchServer server = new ScratchServer(home, folder, process, port, password);
    try {
      server.prepare();
      return server;
    } catch (IOException e) {
      server.close();
      throw e;
    }
  }

  private void prepare() throws IOException {
    long end = System.nanoTime() + START_LIMIT.toNanos();
    while (true) {
      try (Connection owner = owner("postgres")) {
        try (var statement = owner.createStatement()) {
          statement.execute(
              "CREATE ROLE %s LOGIN PASSWORD '%s' NOSUPERUSER NOCREATEDB NOCREATEROLE"
                  .formatted(ScratchDatabase.RUNNER, runnerPassword));
          statement.execute("REVOKE CONNECT ON DATABASE postgres FROM PUBLIC");
          statement.execute("REVOKE CONNECT ON DATABASE template1 FROM PUBLIC");
        }
        return;
      } catch (SQLException e) {
        if (!process.isAlive() || System.nanoTime() > end) {
          throw new IOException(
              "PostgreSQL did not start: " + Programs.said(folder.resolve("server.log")), e);
        }
        pause();
      }
    }
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("was interrupted", e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String random() {
    byte[] bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  Path folder() {
    return folder;
  }

  /** Such as {@code PostgreSQL 17.11}. */
  public String version() throws SQLException {
    try (Connection owner = owner("postgres")) {
      return "PostgreSQL " + owner.getMetaData().getDatabaseProductVersion();
    }
  }

  /** An empty database that the runner owns. */
  public ScratchDatabase create() throws SQLException {
    return create("template0");
  }

  ScratchDatabase create(String template) throws SQLException {
    String name = "scratch_" + databases.incrementAndGet();
    try (Connection owner = owner("postgres");
        var statement = owner.createStatement()) {
      statement.execute(
          "CREATE DATABASE %s OWNER %s TEMPLATE %s"
              .formatted(name, ScratchDatabase.RUNNER, template));
    }
    return new ScratchDatabase(this, name);
  }

  Connection owner(String database) throws SQLException {
    return connect(database, OWNER, password);
  }

  Connection runner(String database) throws SQLException {
    return connect(database, ScratchDatabase.RUNNER, runnerPassword);
  }

  private Connection connect(String database, String user, String secret) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", secret);
    // Statements go one by one and as written, as a migration tool sends them.
    properties.setProperty("preferQueryMode", "simple");
    properties.setProperty("ApplicationName", "deployment-architect");
    properties.setProperty("loginTimeout", "10");
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database), properties);
  }

  @Override
  public void close() {
    stop();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The machine is going down, and the hook is what called.
    }
  }

  private void stop() {
    if (closed.getAndSet(true)) {
      return;
    }
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
      home.delete(folder);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException("the scratch server's folder is left: " + folder, e);
    }
  }
}
