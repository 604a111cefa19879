package dev.deployarchitect.database;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.database.engine.PostgresOnly;
import dev.deployarchitect.database.migration.MigrationReviewer;
import dev.deployarchitect.database.trial.Sandbox;
import dev.deployarchitect.database.trial.SandboxQuestion;
import dev.deployarchitect.scratch.Scratch;
import dev.deployarchitect.syntax.sql.SqlReader;
import dev.deployarchitect.text.Problem;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.tool.Param;
import dev.deployarchitect.tool.Tool;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs a model's SQL on a throwaway server with the repository's own tables. */
final class TrySql {
  private static final int MAX_SQL = 50_000;

  record Input(
      @Param(value = "One statement or several", required = true) String sql,
      @Param(
              "SQL that runs after the migrations and before rows are made, such as tables that the repository's own tool would make")
          String setup,
      @Param(
              "The folder of migrations or the .sql file that makes the tables; without it what is found; \"none\" for an empty database")
          String migrations,
      @Param(
              "Made-up rows by table, such as {\"orders\": 100000, \"*\": 100}; * is each other table, 1000 without it")
          Map<String, Integer> rows,
      @Param("With EXPLAIN (ANALYZE, BUFFERS) of each query and change, in place of its rows")
          Boolean explain,
      @Param("All statements in one transaction; without it each in its own") Boolean transaction,
      @Param(value = PostgresOnly.PARAM, oneOf = "postgresql") String database) {}

  private final MigrationReviewer reviewer;
  private final Scratch scratch;
  private final PostgresOnly postgres;

  TrySql(MigrationReviewer reviewer, Content content, Scratch scratch) {
    this.reviewer = reviewer;
    this.scratch = scratch;
    this.postgres = new PostgresOnly(content, "try_sql");
  }

  Tool<Input> tool() {
    return new Tool<>("try_sql", "database", Input.class, this::call);
  }

  private ToolResult call(Input input, ToolContext context) {
    Source sql = new Source("sql", input.sql());
    Source setup = new Source("setup", input.setup() == null ? "" : input.setup());
    Map<String, Integer> rows = input.rows() == null ? Map.of() : input.rows();
    Optional<String> fault = fault(sql, setup, rows);
    if (fault.isPresent()) {
      return new ToolResult.Retry(fault.get());
    }
    String migrations =
        input.migrations() == null ? "" : input.migrations().strip().replaceFirst("/+$", "");
    SandboxQuestion question =
        new SandboxQuestion(
            sql,
            setup,
            migrations,
            rows,
            Boolean.TRUE.equals(input.explain()),
            Boolean.TRUE.equals(input.transaction()));
    return postgres.answer(
        input.database(), true, context, () -> Sandbox.run(question, context, reviewer, scratch));
  }

  private static Optional<String> fault(Source sql, Source setup, Map<String, Integer> rows) {
    List<Problem> problems =
        Stream.of(sql, setup).flatMap(s -> SqlReader.read(s).problems().stream()).toList();
    if (!problems.isEmpty()) {
      return Optional.of(
          "%s: %s; what cannot be read here is not run."
              .formatted(problems.getFirst().span().place(), problems.getFirst().message()));
    }
    if (sql.length() > MAX_SQL
        || setup.length() > MAX_SQL
        || SqlReader.read(sql).statements().isEmpty()) {
      return Optional.of(
          "sql needs at least one statement; sql and setup have %,d characters at most each."
              .formatted(MAX_SQL));
    }
    return rows.entrySet().stream()
        .filter(e -> e.getValue() == null || e.getValue() < 0 || e.getValue() > Sandbox.MOST_ROWS)
        .findFirst()
        .map(e ->
            "rows of '%s' must be between 0 and %,d.".formatted(e.getKey(), Sandbox.MOST_ROWS));
  }
}
