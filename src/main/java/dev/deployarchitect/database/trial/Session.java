package dev.deployarchitect.database.trial;

import dev.deployarchitect.scratch.ScratchDatabase;
import dev.deployarchitect.syntax.sql.SqlStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.postgresql.PGConnection;

/** The runner's connection, with a superuser's beside it that looks on. */
final class Session implements AutoCloseable {
  private final Connection runner;
  private final Connection owner;
  private final int pid;

  Session(ScratchDatabase database) throws SQLException {
    this(database.runner(), database.owner());
  }

  private Session(Connection runner, Connection owner) throws SQLException {
    this.runner = runner;
    this.owner = owner;
    this.pid = runner.unwrap(PGConnection.class).getBackendPID();
  }

  /** One whose answers are bounded. */
  static Session bounded(ScratchDatabase database) throws SQLException {
    return new Session(database.bounded(), database.owner());
  }

  Connection runner() {
    return runner;
  }

  Connection owner() {
    return owner;
  }

  boolean isOpen() throws SQLException {
    return !runner.isClosed();
  }

  /** Sends one statement as written. */
  void send(String sql) throws SQLException {
    try (Statement statement = runner.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
    }
  }

  /** Watches the runner until {@code limit}, or until the watch is stopped. */
  LockWatch watch(Duration limit) throws SQLException {
    LockWatch watch = new LockWatch(owner, pid, limit);
    Thread.ofVirtual().name("lock-watch").start(watch);
    return watch;
  }

  /** The failure of a file, and the statement that failed. */
  record Broken(SqlStatement statement, Observation.Failure failure) {}

  /** Runs a file the way its tool does; empty where it went through. */
  Optional<Broken> run(MigrationFile file, Duration limit) throws SQLException {
    boolean together = file.oneTransaction();
    send("RESET ALL");
    LockWatch watch = watch(limit);
    runner.setAutoCommit(!together);
    SqlStatement current = null;
    try {
      for (SqlStatement statement : file.statements()) {
        current = statement;
        send(statement.span().text());
      }
      if (together) {
        runner.commit();
      }
      return Optional.empty();
    } catch (SQLException e) {
      Observation.Failure failure = failure(e, watch.ended());
      if (together && !runner.isClosed()) {
        runner.rollback();
      }
      return Optional.of(new Broken(current, failure));
    } finally {
      watch.stop();
      if (!runner.isClosed()) {
        runner.setAutoCommit(true);
      }
    }
  }

  static Observation.Failure failure(SQLException e, String ended) {
    String message = e.getMessage() == null ? "" : e.getMessage();
    List<String> lines =
        message
            .lines()
            .map(String::strip)
            .filter(l -> !l.startsWith("Position:") && !l.contains("architect-scratch"))
            .limit(3)
            .toList();
    String said = String.join("; ", lines).replaceFirst("^ERROR: ", "");
    boolean extension = said.matches("extension \".*\" is not available.*");
    String here = extension ? " on the scratch server; on yours it may be" : "";
    return new Observation.Failure(
        e.getSQLState() == null ? "" : e.getSQLState(),
        ended.isEmpty() ? (extension ? said.replaceFirst(";.*", "") + here : said) : ended);
  }

  @Override
  public void close() throws SQLException {
    runner.close();
    owner.close();
  }
}
