package dev.deployarchitect.database.given;

import dev.deployarchitect.interrupt.OnInterrupt;
import dev.deployarchitect.syntax.sql.SqlReader;
import dev.deployarchitect.syntax.sql.SqlStatement;
import dev.deployarchitect.syntax.sql.SqlToken;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.tool.Approval;
import dev.deployarchitect.tool.Param;
import dev.deployarchitect.tool.Tool;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs SQL on a given database in one transaction, when a person says yes to its text. */
public final class RunSql {
  private static final Logger LOG = LoggerFactory.getLogger(RunSql.class);

  /**
   * An interrupt of a virtual thread closes its socket: the server shall see that while it works.
   * There since PostgreSQL 14, where the system can tell (manual, 20.3.2).
   */
  private static final String NOTICE_LOSS =
      "SELECT set_config(name, '250', true) FROM pg_settings"
          + " WHERE name = 'client_connection_check_interval' AND version() ~ 'linux'";

  private static final int MAX_SQL = 20_000;

  /** What a read-only transaction may begin with; none of it can end the transaction. */
  private static final Set<String> READS =
      Set.of("select", "with", "explain", "show", "table", "values");

  /** What would end the transaction, or change the session around it. */
  private static final Set<String> ENDS =
      Set.of(
          "begin",
          "start",
          "commit",
          "end",
          "rollback",
          "abort",
          "prepare",
          "set",
          "reset",
          "discard",
          "copy");

  record Input(
      @Param("The database's name; without it and without sql, the names are told") String database,
      @Param("One statement or several") String sql,
      @Param("Whether it may change the database; it may not without this") Boolean write) {}

  private final GivenDatabases databases;

  public RunSql(GivenDatabases databases) {
    this.databases = databases;
  }

  public Tool<?> tool() {
    return Tool.writing("run_sql", "database", Input.class, this::call);
  }

  private ToolResult call(Input input, ToolContext context) {
    if (databases.names().isEmpty()) {
      return new ToolResult.Refused(
          "No database was given here. The operator gives one by name with ARCHITECT_DATABASE_NAME=postgresql://….");
    }
    String name = input.database() == null ? "" : input.database().strip();
    String place = databases.place(name).orElse("");
    String sql = input.sql() == null ? "" : input.sql().strip();
    if (place.isEmpty() || sql.isEmpty()) {
      return new ToolResult.Retry(
          "Give sql, and a database by its name: %s."
              .formatted(String.join(", ", databases.names())));
    }
    boolean write = Boolean.TRUE.equals(input.write());
    SqlReader.Script script = SqlReader.read(new Source("sql", sql));
    if (sql.length() > MAX_SQL || script.statements().isEmpty() || !script.problems().isEmpty()) {
      return new ToolResult.Retry(
          "sql has 1 to %,d characters and whole statements; what cannot be read here is not run."
              .formatted(MAX_SQL));
    }
    for (SqlStatement statement : script.statements()) {
      String first = first(statement);
      if (write ? ENDS.contains(first) : !READS.contains(first)) {
        return new ToolResult.Retry(
            write
                ? "%s is not run: all statements share one transaction.".formatted(first)
                : "'%s' is more than reading (%s); set write where a person wants that."
                    .formatted(first, String.join(", ", READS.stream().sorted().toList())));
      }
    }
    List<String> statements = script.statements().stream().map(s -> s.span().text()).toList();
    return asked(new Request(name, place, statements, write), sql, context);
  }

  private record Request(String name, String place, List<String> statements, boolean write) {}

  private static String first(SqlStatement statement) {
    return statement.tokens().stream()
        .map(SqlToken::text)
        .filter(text -> !text.equals("("))
        .findFirst()
        .orElse("")
        .toLowerCase(Locale.ROOT);
  }

  private ToolResult asked(Request request, String sql, ToolContext context) {
    String action =
        "Run SQL on the database %s (%s), %s"
            .formatted(
                request.name(),
                request.place(),
                request.write() ? "which it may change" : "which it only reads");
    return switch (context.ask(
        new Approval(action, context.secrets().replace(sql), request.write()))) {
      case Approval.Decision.Rejected(String reason) ->
          new ToolResult.Refused("The SQL was not run: a person said no (%s).".formatted(reason));
      case Approval.Decision.NobodyToAsk() ->
          new ToolResult.Refused("The SQL was not run: nobody can be asked here.");
      case Approval.Decision.Approved() -> run(request);
    };
  }

  private static void end(Statement statement, Connection connection) {
    try {
      statement.cancel();
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      LOG.info("a statement is left to its time limit: {}", e.getMessage());
    }
  }

  private ToolResult run(Request request) {
    StringBuilder out = new StringBuilder();
    boolean committing = false;
    try (Connection connection = databases.connect(request.name());
        Statement statement = connection.createStatement();
        OnInterrupt _ = OnInterrupt.of(() -> end(statement, connection))) {
      connection.setAutoCommit(false);
      connection.setReadOnly(!request.write());
      statement.setEscapeProcessing(false);
      statement.execute("SET LOCAL statement_timeout = '30s'");
      statement.execute("SET LOCAL lock_timeout = '2s'");
      statement.execute(NOTICE_LOSS);
      // From here on, a read-only transaction cannot be made another.
      statement.execute("SELECT 1");
      for (String sql : request.statements()) {
        out.append(Rows.of(statement, sql)).append("\n");
      }
      committing = request.write();
      connection.commit();
      return ToolResult.Done.text(out.toString().stripTrailing());
    } catch (SQLException e) {
      String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      return new ToolResult.Failed(
          "%s%s: %s (SQLSTATE %s). %s"
              .formatted(
                  out,
                  request.place(),
                  message,
                  e.getSQLState(),
                  // A lost answer to a commit says nothing of the commit.
                  committing
                      ? "It failed while committing: look whether the change is there."
                      : "Nothing was changed."));
    }
  }
}
