package dev.deployarchitect.scratch;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes away what a killed process of ours has left on a server that was given: roles of ours that
 * are older than any task lasts and have no session, with their databases.
 */
final class GivenSweep {
  /** Longer than the longest task. */
  private static final Duration OLD = Duration.ofMinutes(15);

  private static final String RUNNER = "architect_runner_";

  private GivenSweep() {}

  /** A name that says when it was made. */
  static String runner(Instant now, String random) {
    return RUNNER + Long.toHexString(now.getEpochSecond()) + "_" + random.substring(0, 8);
  }

  static void run(Statement owner, Instant now) throws SQLException {
    List<String> roles =
        texts(
            owner,
            "SELECT rolname FROM pg_roles WHERE rolname ~ '^architect_runner_[0-9a-f]{8,10}_[0-9a-f]{8}$'"
                + " AND NOT EXISTS (SELECT 1 FROM pg_stat_activity WHERE usename = rolname)");
    for (String role : roles) {
      if (made(role).isBefore(now.minus(OLD))) {
        String databases =
            "SELECT datname FROM pg_database WHERE datdba = (SELECT oid FROM pg_roles WHERE rolname = '%s')"
                .formatted(role);
        for (String database : texts(owner, databases)) {
          owner.execute("DROP DATABASE IF EXISTS %s WITH (FORCE)".formatted(database));
        }
        owner.execute("DROP OWNED BY %s".formatted(role));
        owner.execute("DROP ROLE IF EXISTS %s".formatted(role));
      }
    }
  }

  private static Instant made(String role) {
    String seconds = role.substring(RUNNER.length()).replaceFirst("_.*", "");
    return Instant.ofEpochSecond(Long.parseLong(seconds, 16));
  }

  private static List<String> texts(Statement owner, String query) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (ResultSet rows = owner.executeQuery(query)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }
}
