package dev.deployarchitect.scratch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The process and the folder of a PostgreSQL of our own. It listens on the loopback alone and asks
 * every connection for a random password. It does not flush to disk, so its durations are those of
 * memory.
 */
final class LocalCluster implements AutoCloseable {
  static final String OWNER = "architect";
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
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Thread hook = new Thread(this::stop, "scratch-server-stop");

  private LocalCluster(Home home, Path folder, Process process, int port, String password) {
    this.home = home;
    this.folder = folder;
    this.process = process;
    this.port = port;
    this.password = password;
  }

  /**
   * Starts one, which may not answer yet; once per version it unpacks the programs.
   *
   * @throws IOException with the reason, when it cannot be started on this machine
   */
  static LocalCluster start() throws IOException {
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

  private static LocalCluster start(Home home, Programs programs, Path folder) throws IOException {
    String password = Access.random();
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
    List<String> command =
        new ArrayList<>(List.of("postgres", "-D", data.toString(), "-p", "" + port));
    SETTINGS.forEach(setting -> command.addAll(List.of("-c", setting)));
    Process process = programs.leave(folder, command);
    LocalCluster cluster = new LocalCluster(home, folder, process, port, password);
    try {
      Runtime.getRuntime().addShutdownHook(cluster.hook);
    } catch (IllegalStateException e) {
      cluster.stop();
      throw new IOException("the program is about to end", e);
    }
    return cluster;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** What the server wrote last. */
  String said() throws IOException {
    return Programs.said(folder.resolve("server.log"));
  }

  Path folder() {
    return folder;
  }

  Access access() {
    return new Access(
        "127.0.0.1:" + port, "", "postgres", OWNER, password, "runner", Access.random());
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
    Programs.end(process);
    try {
      home.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("the scratch server's folder is left: " + folder, e);
    }
  }
}
