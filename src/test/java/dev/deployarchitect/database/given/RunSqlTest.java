package dev.deployarchitect.database.given;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.deployarchitect.Given;
import dev.deployarchitect.servers.DebianPostgres;
import dev.deployarchitect.tool.Approval;
import dev.deployarchitect.tool.Tool;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import dev.deployarchitect.tool.Toolbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SQL on a real PostgreSQL that was given by name. */
@Timeout(60)
class RunSqlTest {
  private static final Approval.Decision YES = new Approval.Decision.Approved();

  @TempDir static Path folder;
  private static DebianPostgres server;
  private static Toolbox toolbox;
  private final List<Approval> asked = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    server = DebianPostgres.create(folder, "given", Map.of()).start(Map.of());
    server.execute("postgres", "CREATE TABLE orders (id int, note text)");
    server.execute(
        "postgres", "INSERT INTO orders SELECT g, 'n' || g FROM generate_series(1, 250) g");
    GivenDatabases databases =
        GivenDatabases.of(
            Map.of("ARCHITECT_DATABASE_STAGING", server.url("postgres") + "?sslmode=disable"));
    toolbox = new Toolbox(List.<Tool<?>>of(new RunSql(databases).tool()));
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  private ToolResult run(String sql, boolean write, Approval.Decision decision) {
    ToolContext context =
        Given.sample()
            .allowedBy(approval -> {
              asked.add(approval);
              return decision;
            });
    return toolbox.call(
        "run_sql",
        JsonNodeFactory.instance
            .objectNode()
            .put("database", "staging")
            .put("sql", sql)
            .put("write", write),
        context);
  }

  private static String orders() throws Exception {
    return server.ask("postgres", "SELECT count(*) FROM orders");
  }

  @Test
  void rowsComeAsATableAfterAYesToWhatIsShown() {
    ToolResult result =
        run("SELECT id, note FROM orders ORDER BY id LIMIT 2; SHOW lock_timeout;", false, YES);
    assertThat(result.text())
        .contains("| id | note |\n| --- | --- |\n| 1 | n1 |\n| 2 | n2 |\n2 rows")
        .contains("| 2s |")
        .contains("measured here");
    assertThat(asked).hasSize(1);
    assertThat(asked.getFirst().action())
        .startsWith("Run SQL on the database staging (127.0.0.1:")
        .endsWith("which it only reads")
        .doesNotContain("secret");
    assertThat(asked.getFirst().detail()).startsWith("SELECT id, note");
  }

  @Test
  void aPlanIsShown() {
    assertThat(run("EXPLAIN (ANALYZE, BUFFERS) SELECT * FROM orders", false, YES).text())
        .contains("Seq Scan on orders", "Execution Time");
  }

  @Test
  void manyRowsAreCut() {
    assertThat(run("SELECT id FROM orders", false, YES).text())
        .contains("100 rows shown; there are more");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DELETE FROM orders",
        "SELECT 1; DELETE FROM orders",
        "COMMIT; DELETE FROM orders",
        "SET TRANSACTION READ WRITE; DELETE FROM orders",
        "/* SELECT */ DELETE FROM orders",
        "SELECT 'unfinished"
      })
  void whatIsMoreThanReadingIsNotEvenAskedFor(String sql) throws Exception {
    assertThat(run(sql, false, YES)).isInstanceOf(ToolResult.Retry.class);
    assertThat(asked).isEmpty();
    assertThat(orders()).isEqualTo("250");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "WITH gone AS (DELETE FROM orders RETURNING 1) SELECT count(*) FROM gone",
        "EXPLAIN ANALYZE DELETE FROM orders",
        "SELECT set_config('transaction_read_only', 'off', true); WITH g AS (DELETE FROM orders RETURNING 1) SELECT count(*) FROM g",
        "SELECT 1 INTO copied"
      })
  void postgresItselfRefusesWhatHidesAChange(String sql) throws Exception {
    ToolResult result = run(sql, false, YES);
    assertThat(result).as(result.text()).isInstanceOf(ToolResult.Failed.class);
    assertThat(result.text()).contains("Nothing was changed");
    assertThat(orders()).isEqualTo("250");
  }

  @Test
  void aChangeNeedsToBeSaidToBeOneAndIsWholeOrNot() throws Exception {
    String sql = "UPDATE orders SET note = 'x' WHERE id = 1; INSERT INTO nowhere VALUES (1)";
    assertThat(run(sql, true, YES).text()).contains("\"nowhere\" does not exist", "42P01");
    assertThat(server.ask("postgres", "SELECT note FROM orders WHERE id = 1")).isEqualTo("n1");
    assertThat(asked.getFirst().action()).endsWith("which it may change");
    assertThat(asked.getFirst().once()).isTrue();
    assertThat(run("UPDATE orders SET note = 'x' WHERE id = 1", true, YES).text())
        .contains("1 rows changed");
    assertThat(server.ask("postgres", "SELECT note FROM orders WHERE id = 1")).isEqualTo("x");
    server.execute("postgres", "UPDATE orders SET note = 'n1' WHERE id = 1");
    assertThat(run("COMMIT; SELECT 1", true, YES)).isInstanceOf(ToolResult.Retry.class);
  }

  @Test
  void whatFailsAtTheCommitIsNotSaidToHaveChangedNothing() throws Exception {
    server.execute("postgres", "CREATE TABLE late (id int UNIQUE DEFERRABLE INITIALLY DEFERRED)");
    ToolResult result = run("INSERT INTO late VALUES (1), (1)", true, YES);
    assertThat(result).isInstanceOf(ToolResult.Failed.class);
    assertThat(result.text()).contains("while committing").doesNotContain("Nothing was changed");
  }

  @Test
  void aNoRunsNothing() throws Exception {
    ToolResult result =
        run("DELETE FROM orders", true, new Approval.Decision.Rejected("no window today"));
    assertThat(result).isInstanceOf(ToolResult.Refused.class);
    assertThat(result.text()).contains("no window today");
    assertThat(run("SELECT 1", false, new Approval.Decision.NobodyToAsk()))
        .isInstanceOf(ToolResult.Refused.class);
    assertThat(orders()).isEqualTo("250");
  }

  @Test
  void namesAreToldAndAddressesAreNot() {
    ToolResult names =
        toolbox.call("run_sql", JsonNodeFactory.instance.objectNode(), Given.sample());
    assertThat(names.text()).contains("by its name: staging").doesNotContain("secret");
    assertThat(Given.call(Given.sample(), "run_sql", "{\"sql\":\"SELECT 1\"}"))
        .isInstanceOf(ToolResult.Refused.class);
  }

  @Test
  void aVariableThatHoldsNoAddressIsNamedWithoutItsValue() {
    assertThatThrownBy(
            () -> GivenDatabases.of(Map.of("ARCHITECT_DATABASE_X", "mysql://a:hidden@h/d")))
        .hasMessageContaining("ARCHITECT_DATABASE_X")
        .hasMessageNotContaining("hidden");
    assertThat(GivenDatabases.of(Map.of("ARCHITECT_DATABASE_", "x", "PATH", "/bin")).names())
        .isEmpty();
  }

  @Test
  void anInterruptStopsTheStatementOnTheServerToo() throws Exception {
    String working =
        "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%pg_sleep(59)%'"
            + " AND pid <> pg_backend_pid()";
    for (Thread.Builder kind : List.of(Thread.ofVirtual(), Thread.ofPlatform())) {
      Thread thread = kind.start(() -> run("SELECT pg_sleep(59)", false, YES));
      await(working, "1");
      thread.interrupt();
      await(working, "0");
      assertThat(thread.join(Duration.ofSeconds(5))).as("%s ended", kind).isTrue();
    }
  }

  private static void await(String query, String answer) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(15).toNanos();
    while (!server.ask("postgres", query).equals(answer)) {
      assertThat(System.nanoTime()).as("in time: %s", query).isLessThan(end);
      Thread.sleep(20);
    }
  }
}
