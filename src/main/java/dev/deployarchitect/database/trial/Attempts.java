package dev.deployarchitect.database.trial;

import dev.deployarchitect.database.answer.ResultTable;
import dev.deployarchitect.syntax.sql.SqlStatement;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.text.Span;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.postgresql.util.PSQLException;

/** Runs a model's statements one after another, each with what it answers, says and locks. */
final class Attempts {
  private static final String EXPLAIN = "EXPLAIN (ANALYZE, BUFFERS) ";
  private static final ResultTable.Bounds BOUNDS = new ResultTable.Bounds(20, 12, 80);
  private static final int MOST_PLAN_LINES = 80;
  private static final int MOST_NOTICES = 5;
  private static final int WIDTH = 200;

  /** What EXPLAIN takes (manual, EXPLAIN). */
  private static final Set<String> PLANNED =
      Set.of("SELECT", "WITH", "VALUES", "TABLE", "INSERT", "UPDATE", "DELETE", "MERGE", "EXECUTE");

  /** The weakest modes are everybody's (manual, 13.3.1). */
  private static final String LOCKS =
      """
      SELECT c.oid, format('%s on %s', l.mode, c.oid::regclass) FROM pg_locks l
      JOIN pg_class c ON c.oid = l.relation
      JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE l.pid = pg_backend_pid() AND l.locktype = 'relation' AND l.granted
        AND c.relkind IN ('r', 'p', 'm') AND n.nspname NOT LIKE 'pg\\_%'
        AND l.mode NOT IN ('AccessShareLock', 'RowShareLock', 'RowExclusiveLock')
      ORDER BY 2
      """;

  private static final String FILES =
      """
      SELECT c.oid, coalesce(pg_relation_filenode(c.oid), 0), format('%s', c.oid::regclass)
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p', 'm') AND n.nspname NOT LIKE 'pg\\_%'
        AND n.nspname <> 'information_schema'
      """;

  private final Connection connection;
  private final boolean explain;
  private final Duration each;

  /** Statements on a connection, of which each may take so long. */
  Attempts(Connection connection, boolean explain, Duration each) {
    this.connection = connection;
    this.explain = explain;
    this.each = each;
  }

  /** A relation's file and name. */
  private record Stored(long file, String name) {}

  Attempt run(SqlStatement sql) throws SQLException {
    boolean planned = explain && PLANNED.stream().anyMatch(sql::startsWith);
    boolean changes = !sql.startsWith("EXPLAIN") && PLANNED.stream().noneMatch(sql::startsWith);
    boolean alone = MigrationFile.standsAlone(sql) || MigrationFile.isTransactionControl(sql);
    boolean own = connection.getAutoCommit() && !alone;
    Map<Long, Stored> before = changes && !alone ? stored() : Map.of();
    limit();
    long start = System.nanoTime();
    if (own) {
      connection.setAutoCommit(false);
    }
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.setMaxRows(planned ? MOST_PLAN_LINES + 1 : BOUNDS.rows() + 1);
      boolean rows = statement.execute((planned ? EXPLAIN : "") + sql.span().text());
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      List<String> notices = notices(statement.getWarnings());
      String answer = rows ? answer(statement) : changed(statement.getUpdateCount());
      List<String> locks = before.isEmpty() ? List.of() : locks(before);
      List<String> rewritten = before.isEmpty() ? List.of() : rewritten(before);
      if (own) {
        connection.commit();
      }
      return new Attempt(sql, took, answer, notices, locks, rewritten, Optional.empty());
    } catch (SQLException e) {
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      if (own && !connection.isClosed()) {
        connection.rollback();
      }
      String error = error(e, sql.span(), planned ? EXPLAIN.length() : 0);
      return new Attempt(sql, took, "", List.of(), List.of(), List.of(), Optional.of(error));
    } finally {
      if (own && !connection.isClosed()) {
        connection.setAutoCommit(true);
      }
    }
  }

  /** Anew each time: a statement may have taken it away. */
  private void limit() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET statement_timeout = " + Math.max(1, each.toMillis()));
    } catch (SQLException e) {
      // In a failed transaction; what comes next says so.
    }
  }

  private String answer(Statement statement) throws SQLException {
    try (ResultSet rows = statement.getResultSet()) {
      if (rows.getMetaData().getColumnLabel(1).equals("QUERY PLAN")) {
        return plan(rows);
      }
      ResultTable table = ResultTable.of(rows, BOUNDS);
      return "%s%n%s"
          .formatted(
              table.text(),
              table.more()
                  ? "first %d rows; there are more".formatted(table.rows())
                  : table.rows() == 1 ? "1 row" : table.rows() + " rows");
    }
  }

  private static String plan(ResultSet rows) throws SQLException {
    List<String> lines = new ArrayList<>();
    while (rows.next()) {
      lines.add(shortened(rows.getString(1)));
    }
    String more = lines.size() > MOST_PLAN_LINES ? "\n… the plan goes on" : "";
    return "```\n%s%s\n```"
        .formatted(lines.stream().limit(MOST_PLAN_LINES).collect(Collectors.joining("\n")), more);
  }

  private static String changed(int rows) {
    return rows <= 0 ? "done" : rows == 1 ? "1 row changed" : "%,d rows changed".formatted(rows);
  }

  private static List<String> notices(SQLWarning first) {
    List<String> said = new ArrayList<>();
    for (SQLWarning w = first; w != null && said.size() < MOST_NOTICES; w = w.getNextWarning()) {
      said.add(shortened(String.valueOf(w.getMessage()).replaceAll("\\s*\\R\\s*", "; ")));
    }
    return said;
  }

  private static String shortened(String line) {
    return line.length() <= WIDTH ? line : line.substring(0, WIDTH) + "…";
  }

  private Map<Long, Stored> stored() throws SQLException {
    Map<Long, Stored> all = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(FILES)) {
      while (rows.next()) {
        all.put(rows.getLong(1), new Stored(rows.getLong(2), rows.getString(3)));
      }
    } catch (SQLException e) {
      // In a failed transaction nothing can be asked.
    }
    return all;
  }

  private List<String> locks(Map<Long, Stored> before) throws SQLException {
    List<String> locks = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(LOCKS)) {
      while (rows.next()) {
        if (before.containsKey(rows.getLong(1))) {
          locks.add(rows.getString(2));
        }
      }
    }
    return locks;
  }

  private List<String> rewritten(Map<Long, Stored> before) throws SQLException {
    return stored().entrySet().stream()
        .filter(e -> before.containsKey(e.getKey()))
        .filter(e -> before.get(e.getKey()).file() != e.getValue().file())
        .map(e -> e.getValue().name())
        .sorted()
        .toList();
  }

  /** PostgreSQL's words, and where in the text it points to. */
  private static String error(SQLException e, Span span, int prefix) {
    int position =
        e instanceof PSQLException p && p.getServerErrorMessage() != null
            ? p.getServerErrorMessage().getPosition() - prefix
            : 0;
    String place = "";
    if (position > 0 && position <= span.text().length()) {
      Source source = span.source();
      Span at = source.span(span.start() + position - 1, span.start() + position);
      place = " (%d:%d)".formatted(at.line(), at.column());
    }
    String said = Session.failure(e, "").message();
    String state = e.getSQLState() == null ? "" : ", SQLSTATE " + e.getSQLState();
    return said + place + state;
  }
}
