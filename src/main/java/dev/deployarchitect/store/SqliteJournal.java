package dev.deployarchitect.store;

import dev.deployarchitect.agent.Journal;
import dev.deployarchitect.agent.NumberedEvent;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A journal in one SQLite file. Writes go through one thread that commits them in groups. */
public final class SqliteJournal implements Journal {
  private final Database database;

  private SqliteJournal(Database database) {
    this.database = database;
  }

  /**
   * Opens or makes the file. Runs that were under way when the last server ended are marked failed:
   * nobody works on them any more.
   */
  public static SqliteJournal open(Path file) {
    Database database = Database.open(file);
    database.write("UPDATE runs SET status = 'failed' WHERE status = 'running'");
    return new SqliteJournal(database);
  }

  @Override
  public void create(Conversation c) {
    database.write(
        "INSERT INTO conversations (id, workspace, created) VALUES (?, ?, ?)",
        c.id(),
        c.workspace(),
        c.created().toString());
  }

  @Override
  public Optional<Conversation> conversation(String id) {
    return database
        .query("SELECT * FROM conversations WHERE id = ?", SqliteJournal::conversation, id)
        .stream()
        .findFirst();
  }

  @Override
  public List<Conversation> conversations(int most) {
    return database.query(
        "SELECT * FROM conversations ORDER BY created DESC, rowid DESC LIMIT ?",
        SqliteJournal::conversation,
        most);
  }

  private static Conversation conversation(ResultSet row) throws SQLException {
    return new Conversation(
        row.getString("id"), row.getString("workspace"), Instant.parse(row.getString("created")));
  }

  @Override
  public synchronized Started start(
      String runId, String conversation, String question, Optional<String> key) {
    if (key.isPresent()) {
      List<Run> known =
          database.query(
              "SELECT * FROM runs WHERE conversation = ? AND idempotency_key = ?",
              SqliteJournal::run,
              conversation,
              key.get());
      if (!known.isEmpty()) {
        return new Started.Known(known.getFirst());
      }
    }
    List<Run> running =
        database.query(
            "SELECT * FROM runs WHERE conversation = ? AND status = 'running'",
            SqliteJournal::run,
            conversation);
    if (!running.isEmpty()) {
      return new Started.Busy(running.getFirst());
    }
    database.write(
        "INSERT INTO runs (id, conversation, question, status, answer, idempotency_key)"
            + " VALUES (?, ?, ?, 'running', '', ?)",
        runId,
        conversation,
        question,
        key.orElse(null));
    return new Started.Fresh(new Run(runId, conversation, question, "running", ""));
  }

  @Override
  public Optional<Run> run(String id) {
    return database.query("SELECT * FROM runs WHERE id = ?", SqliteJournal::run, id).stream()
        .findFirst();
  }

  @Override
  public List<Run> runs(String conversation) {
    return database.query(
        "SELECT * FROM runs WHERE conversation = ? ORDER BY rowid",
        SqliteJournal::run,
        conversation);
  }

  private static Run run(ResultSet row) throws SQLException {
    return new Run(
        row.getString("id"),
        row.getString("conversation"),
        row.getString("question"),
        row.getString("status"),
        row.getString("answer"));
  }

  @Override
  public CompletableFuture<Void> append(String run, NumberedEvent event) {
    return database.enqueue(
        "INSERT INTO events (run, number, type, data, last) VALUES (?, ?, ?, ?, ?)",
        run,
        event.number(),
        event.type(),
        event.json(),
        event.last() ? 1 : 0);
  }

  @Override
  public List<NumberedEvent> events(String run, long after) {
    return database.query(
        "SELECT * FROM events WHERE run = ? AND number > ? ORDER BY number",
        SqliteJournal::event,
        run,
        after);
  }

  private static NumberedEvent event(ResultSet row) throws SQLException {
    return new NumberedEvent(
        row.getLong("number"),
        row.getString("type"),
        row.getString("data"),
        row.getInt("last") == 1);
  }

  @Override
  public CompletableFuture<Void> end(String run, String status, String answer) {
    return database.enqueue(
        "UPDATE runs SET status = ?, answer = ? WHERE id = ?", status, answer, run);
  }

  @Override
  public void close() {
    database.close();
  }
}
