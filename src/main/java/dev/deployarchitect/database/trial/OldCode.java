package dev.deployarchitect.database.trial;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The version of the application that still runs while a release rolls out: it reads and inserts
 * the columns there were. Its inserts are taken back.
 */
final class OldCode {
  private OldCode() {}

  /**
   * What it can no longer do, in words.
   *
   * @param before the tables it was written for
   */
  static List<String> broken(Connection runner, Catalog before) throws SQLException {
    List<String> broken = new ArrayList<>();
    runner.setAutoCommit(false);
    try (Statement statement = runner.createStatement()) {
      for (Catalog.Table table : before.tables().values()) {
        if (table.columns().isEmpty()) {
          continue;
        }
        Optional<String> read =
            attempt(
                runner,
                statement,
                "SELECT %s FROM %s LIMIT 0".formatted(columns(table), table.sql()));
        if (read.isPresent()) {
          broken.add("reading `%s` fails: %s".formatted(table.name(), read.get()));
          continue;
        }
        insert(runner, statement, table)
            .ifPresent(
                why -> broken.add("inserting into `%s` fails: %s".formatted(table.name(), why)));
      }
    } finally {
      runner.rollback();
      runner.setAutoCommit(true);
    }
    return broken;
  }

  private static Optional<String> insert(
      Connection runner, Statement statement, Catalog.Table table) throws SQLException {
    String columns =
        table.columns().stream()
            .filter(c -> !c.generated())
            .map(c -> Catalog.quoted(c.name()))
            .collect(Collectors.joining(", "));
    if (columns.isEmpty()) {
      return Optional.empty();
    }
    String sql =
        "INSERT INTO %1$s (%2$s) OVERRIDING SYSTEM VALUE SELECT %2$s FROM %1$s LIMIT 1"
            .formatted(table.sql(), columns);
    // A copy of a row meets its own keys; only a missing value or a failed check is about the
    // change.
    return attempt(runner, statement, sql)
        .filter(why -> why.contains("null value in column") || why.contains("check constraint"));
  }

  private static Optional<String> attempt(Connection runner, Statement statement, String sql)
      throws SQLException {
    try {
      statement.execute(sql);
      return Optional.empty();
    } catch (SQLException e) {
      runner.rollback();
      return Optional.of(Session.failure(e, "").message());
    }
  }

  private static String columns(Catalog.Table table) {
    return table.columnNames().stream().map(Catalog::quoted).collect(Collectors.joining(", "));
  }
}
