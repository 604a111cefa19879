package dev.deployarchitect.store;

import dev.deployarchitect.agent.run.Journal;
import dev.deployarchitect.agent.run.NumberedEvent;
import dev.deployarchitect.agent.spending.Usage;
import dev.deployarchitect.tool.Approval;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/** What rows become. */
final class Rows {
  private Rows() {}

  static Journal.Conversation conversation(ResultSet row) throws SQLException {
    return new Journal.Conversation(
        row.getString("id"),
        row.getString("workspace"),
        row.getString("owner"),
        Instant.ofEpochMilli(row.getLong("created")));
  }

  static Journal.Listed listed(ResultSet row) throws SQLException {
    return new Journal.Listed(
        conversation(row), row.getString("title"), Instant.ofEpochMilli(row.getLong("touched")));
  }

  static Journal.Run run(ResultSet row) throws SQLException {
    return new Journal.Run(
        row.getString("id"),
        row.getString("conversation"),
        row.getString("question"),
        row.getString("status"),
        row.getString("answer"),
        Instant.ofEpochMilli(row.getLong("started")),
        usage(row));
  }

  static Usage usage(ResultSet row) throws SQLException {
    return new Usage(
        row.getLong("sent"),
        row.getLong("cached"),
        row.getLong("received"),
        row.getLong("micros"),
        row.getLong("unpriced"));
  }

  static Journal.Orphan orphan(ResultSet row) throws SQLException {
    return new Journal.Orphan(
        run(row),
        row.getString("workspace"),
        row.getInt("attempts"),
        Duration.ofMillis(row.getLong("silent")));
  }

  static Approval.Decision decision(ResultSet row) throws SQLException {
    return row.getInt("approved") == 1
        ? new Approval.Decision.Approved()
        : new Approval.Decision.Rejected(row.getString("reason"));
  }

  static NumberedEvent event(ResultSet row) throws SQLException {
    return new NumberedEvent(
        row.getLong("number"),
        row.getString("type"),
        row.getString("data"),
        row.getInt("last") == 1);
  }
}
