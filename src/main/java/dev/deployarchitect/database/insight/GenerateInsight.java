package dev.deployarchitect.database.insight;

import dev.deployarchitect.content.Content;
import dev.deployarchitect.content.Template;
import dev.deployarchitect.database.engine.PostgresOnly;
import dev.deployarchitect.database.execution.ExecutedSql;
import dev.deployarchitect.delivery.Artifact;
import dev.deployarchitect.delivery.Delivered;
import dev.deployarchitect.delivery.Figure;
import dev.deployarchitect.delivery.Recommendation;
import dev.deployarchitect.delivery.Recommendation.Part;
import dev.deployarchitect.delivery.Verification;
import dev.deployarchitect.tool.Param;
import dev.deployarchitect.tool.Tool;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes what shows how a PostgreSQL is doing. */
public final class GenerateInsight {
  private static final String FOLDER = "tools/database/generate_insight/templates/";

  record Input(
      @Param("A statement is slow from so many milliseconds on; 500 without it") Integer slow_ms,
      @Param("Somebody waits too long for a lock from so many seconds on; 10 without it")
          Integer lock_seconds,
      @Param(value = PostgresOnly.PARAM, oneOf = "postgresql") String database) {}

  private final Content content;
  private final Verification verification;
  private final ExecutedSql executed;

  public GenerateInsight(Content content, Verification verification, ExecutedSql executed) {
    this.content = content;
    this.verification = verification;
    this.executed = executed;
  }

  public Tool<?> tool() {
    return Tool.delivering("generate_insight", "database", Input.class, this::call);
  }

  private ToolResult call(Input input, ToolContext context) {
    return new PostgresOnly(content, "generate_insight")
        .answer(input.database(), false, context, () -> write(input));
  }

  private ToolResult write(Input input) {
    int slow = input.slow_ms() == null ? 500 : input.slow_ms();
    int lock = input.lock_seconds() == null ? 10 : input.lock_seconds();
    if (slow < 1 || slow > 600_000 || lock < 1 || lock > 3600) {
      return new ToolResult.Retry("slow_ms is 1 to 600000, lock_seconds 1 to 3600.");
    }
    Map<String, Object> values =
        Map.of(
            "slowMs",
            slow,
            "explainMs",
            4 * slow,
            "lockSeconds",
            lock,
            "indexMib",
            10,
            "bloatMib",
            10,
            "keyRows",
            10_000);
    List<Artifact> files = new ArrayList<>();
    // First: the queries call the function that it makes, also where they are tried on a scratch
    // server.
    add(files, "monitor-role.sql", "the role that sees statistics and reads no table", values);
    add(files, "health-checks.sql", "one row for each fault, with its value and threshold", values);
    add(files, "check.sh", "runs it and fails when somebody must be woken", values);
    add(files, "statements.sql", "which statements cost the most, and how", values);
    add(files, "locks.sql", "who waits for whom", values);
    add(files, "bloat.sql", "tables that are larger than their rows need", values);
    add(files, "insight.conf", "what PostgreSQL counts and writes down", values);
    List<Delivered> delivered = executed.onto(verification.verify(files));
    Recommendation recommendation = advice(files, slow, lock);
    return ToolResult.Done.delivery("", delivered, List.of(recommendation));
  }

  private void add(List<Artifact> files, String name, String purpose, Map<String, Object> values) {
    files.add(
        new Artifact(
            "database/insight/" + name,
            Template.fill(content.text(FOLDER + name), values),
            purpose));
  }

  private static Recommendation advice(List<Artifact> files, int slow, int lock) {
    return new Recommendation(
        "See what PostgreSQL is doing before users do",
        "Slow statements, waiting locks and the faults that grow unseen (wraparound, integer keys that end, indexes nobody reads) each become a row with a value and a threshold.",
        files.stream().map(Artifact::path).toList(),
        List.of(
            "Include insight.conf in postgresql.conf and restart once (on RDS, Cloud SQL or Azure: the same names in the parameter group or flags; on Neon and Supabase pg_stat_statements is there, the log settings are theirs).",
            "CREATE EXTENSION IF NOT EXISTS pg_stat_statements; in the application's database.",
            "Run monitor-role.sql in each database as its administrator; give the exporter and check.sh that role. It gets pg_monitor, SELECT on sequences (numbers, no rows) and a function that gives widths of rows: pg_monitor alone hides the values of sequences and the statistics of tables.",
            "Run health-checks.sql by hand once and read every row before anybody is woken by it.",
            "Run check.sh each minute: exit 1 wakes somebody, exit 2 or 3 says that it cannot see. 'cannot see 3 of 12' after a new owner or table: run monitor-role.sql again as that owner.",
            "Each week, and before and after a release: statements.sql. Reset by SELECT pg_stat_statements_reset() when a span begins."),
        Part.says(
            List.of(
                "Costs: pg_stat_statements keeps at most 5,000 statements in shared memory; the log grows by what is slow; plans of statements over %d ms are written without timing each row."
                    .formatted(4 * slow),
                "Trade-off: parameters are cut off in the log, so that it holds nobody's data; a slow statement is then tried again with values of your own.")),
        Part.says(
            "Measure it: total_s of the first ten rows of statements.sql over the same hours of two days, before and after a change. Nothing was asked of your database, so no gain is claimed."),
        Part.says(
            "Back: take the include out and restart; DROP EXTENSION pg_stat_statements; in each database DROP SCHEMA monitor CASCADE; DROP OWNED BY monitor; then DROP ROLE monitor. No data is touched. An index that 'unused index' named is dropped by DROP INDEX CONCURRENTLY and built again by CREATE INDEX CONCURRENTLY: keep its definition."),
        Part.says(
            List.of(
                "health-checks.sql is the list of alerts; each row carries why its threshold is there."),
            new Figure.Assumed("slow statement", slow + " ms", "set it from your own p95"),
            new Figure.Assumed(
                "wait for a lock", lock + " s", "under the patience of a load balancer"),
            new Figure.Cited(
                "transactions until writes stop",
                "2,147,483,648 less 3 million",
                "PostgreSQL's manual, 25.1.5, Preventing Transaction ID Wraparound Failures"),
            new Figure.Assumed(
                "sequence near its end",
                "75 %",
                "leaves months on most tables; a change of key takes weeks")));
  }
}
