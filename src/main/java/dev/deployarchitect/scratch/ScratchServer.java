package dev.deployarchitect.scratch;

import dev.deployarchitect.interrupt.OnInterrupt;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A PostgreSQL to try things on, for as long as a task lasts: one of our own, or one that somebody
 * gave for it. Two roles use it: the owner, a superuser, which is ours, and the runner, which runs
 * other people's SQL and may do nothing outside its database. What was made on a given server is
 * taken away again. An interrupt of the thread that started it closes it at once, with all that
 * runs on it.
 */
public final class ScratchServer implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(30);

  private final Access access;
  private final Optional<LocalCluster> cluster;
  private final String prefix;
  private final AtomicInteger databases = new AtomicInteger();
  private final List<String> made = new CopyOnWriteArrayList<>();
  private final ReentrantLock ending = new ReentrantLock();
  private final OnInterrupt watch = OnInterrupt.of(this::close);
  private volatile boolean closed;
  private Runnable freed = () -> {};

  private ScratchServer(Access access, Optional<LocalCluster> cluster, String prefix) {
    this.access = access;
    this.cluster = cluster;
    this.prefix = prefix;
  }

  /**
   * Starts one of our own; about a second, and once per version two more to unpack the programs.
   *
   * @throws IOException with the reason, when it cannot be started on this machine
   */
  public static ScratchServer start() throws IOException {
    LocalCluster cluster = LocalCluster.start();
    ScratchServer server = new ScratchServer(cluster.access(), Optional.of(cluster), "scratch");
    try {
      server.await(cluster);
      return server;
    } catch (IOException e) {
      server.close();
      throw e;
    }
  }

  /**
   * Uses a server that was given for this: a superuser's address. Databases and a role of our own
   * are made there, and taken away on closing; nothing else on it is touched.
   *
   * @throws IOException with the reason, when it cannot be used
   */
  public static ScratchServer at(String url) throws IOException {
    Access access =
        Access.of(url)
            .orElseThrow(() ->
                new IOException(
                    "the address of the scratch server must be postgresql://user:password@host:port/database"));
    ScratchServer server =
        new ScratchServer(access, Optional.empty(), access.runner().replace("runner", "scratch"));
    try (Connection owner = access.owner(access.maintenance());
        Statement statement = owner.createStatement()) {
      if (!superuser(statement)) {
        throw new IOException(
            "the scratch server's user '%s' is no superuser, and locks of others cannot be watched without"
                .formatted(access.owner()));
      }
      GivenSweep.run(statement, Instant.now());
      server.makeRunner(statement);
      statement.execute("ALTER ROLE %s SET temp_file_limit = '1GB'".formatted(access.runner()));
      return server;
    } catch (SQLException e) {
      throw new IOException(
          "the scratch server cannot be used: "
              + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
          e);
    }
  }

  private static boolean superuser(Statement statement) throws SQLException {
    try (ResultSet rows =
        statement.executeQuery("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")) {
      return rows.next() && rows.getBoolean(1);
    }
  }

  /**
   * From PostgreSQL 15 on it may put rows into tables without their triggers (manual, GRANT): no
   * superuser has to, with whose rights a table's checks would run.
   */
  private void makeRunner(Statement owner) throws SQLException {
    owner.execute(
        "CREATE ROLE %s LOGIN PASSWORD '%s' NOSUPERUSER NOCREATEDB NOCREATEROLE"
            .formatted(access.runner(), access.runnerPassword()));
    if (owner.getConnection().getMetaData().getDatabaseMajorVersion() >= 15) {
      owner.execute(
          "GRANT SET ON PARAMETER session_replication_role TO %s".formatted(access.runner()));
    }
  }

  private void await(LocalCluster local) throws IOException {
    long end = System.nanoTime() + START_LIMIT.toNanos();
    while (true) {
      try (Connection owner = access.owner(access.maintenance());
          Statement statement = owner.createStatement()) {
        makeRunner(statement);
        statement.execute("REVOKE CONNECT ON DATABASE postgres FROM PUBLIC");
        statement.execute("REVOKE CONNECT ON DATABASE template1 FROM PUBLIC");
        return;
      } catch (SQLException e) {
        if (!local.isAlive() || System.nanoTime() > end) {
          throw new IOException("PostgreSQL did not start: " + local.said(), e);
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

  /** Of a server of our own. */
  Path folder() {
    return cluster.orElseThrow().folder();
  }

  /** Such as {@code PostgreSQL 17.11}. */
  public String version() throws SQLException {
    try (Connection owner = access.owner(access.maintenance())) {
      String version = owner.getMetaData().getDatabaseProductVersion();
      return "PostgreSQL " + version.replaceFirst(" .*", "");
    }
  }

  /** An empty database that the runner owns. */
  public ScratchDatabase create() throws SQLException {
    return create("template0");
  }

  ScratchDatabase create(String template) throws SQLException {
    String name = prefix + "_" + databases.incrementAndGet();
    made.add(name);
    try (Connection owner = access.owner(access.maintenance());
        Statement statement = owner.createStatement()) {
      statement.execute(
          "CREATE DATABASE %s OWNER %s TEMPLATE %s".formatted(name, access.runner(), template));
      statement.execute("REVOKE CONNECT ON DATABASE %s FROM PUBLIC".formatted(name));
    }
    if (closed) {
      drop(name);
      throw new SQLException("the scratch server was closed");
    }
    return new ScratchDatabase(this, name);
  }

  void drop(String database) throws SQLException {
    try (Connection owner = access.owner(access.maintenance());
        Statement statement = owner.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS %s WITH (FORCE)".formatted(database));
    }
    made.remove(database);
  }

  Connection owner(String database) throws SQLException {
    return access.owner(database);
  }

  Connection runner(String database) throws SQLException {
    return access.runner(database);
  }

  Connection bounded(String database) throws SQLException {
    return access.bounded(database);
  }

  @Override
  public void close() {
    // What takes away must not be interrupted itself.
    boolean interrupted = Thread.interrupted();
    ending.lock();
    try {
      if (!closed) {
        closed = true;
        watch.close();
        cluster.ifPresentOrElse(LocalCluster::close, this::takeAway);
      }
    } finally {
      freed.run();
      freed = () -> {};
      ending.unlock();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** The same server; {@code free} runs once it is gone. */
  ScratchServer whenClosed(Runnable free) {
    ending.lock();
    try {
      if (closed) {
        free.run();
      } else {
        freed = free;
      }
      return this;
    } finally {
      ending.unlock();
    }
  }

  private void takeAway() {
    try {
      for (String database : made) {
        drop(database);
      }
      try (Connection owner = access.owner(access.maintenance());
          Statement statement = owner.createStatement()) {
        statement.execute("DROP OWNED BY %s".formatted(access.runner()));
        statement.execute("DROP ROLE IF EXISTS %s".formatted(access.runner()));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(
          "databases %s and the role %s are left on the scratch server"
              .formatted(made, access.runner()),
          e);
    }
  }
}
