package dev.deployarchitect.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deployarchitect.Workspaces;
import dev.deployarchitect.content.Content;
import dev.deployarchitect.database.migration.MigrationReviewer;
import dev.deployarchitect.scratch.Scratch;
import dev.deployarchitect.tool.Tool;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import dev.deployarchitect.tool.Toolbox;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A model's SQL on a real scratch server. */
@Timeout(120)
class TrySqlTest {
  private static final String SHOP =
      """
      CREATE TYPE state AS ENUM ('NEW', 'PAID');
      CREATE TABLE customer (id uuid PRIMARY KEY, email varchar(80) NOT NULL UNIQUE);
      CREATE TABLE product (sku text PRIMARY KEY, price numeric(8,2) NOT NULL CHECK (price > 0));
      CREATE TABLE "Order" (
        id bigserial PRIMARY KEY, customer_id uuid NOT NULL REFERENCES customer,
        parent bigint REFERENCES "Order", state state NOT NULL,
        rating int NOT NULL CHECK (rating >= 1 AND rating <= 5),
        kind text NOT NULL CHECK (kind IN ('web', 'shop')));
      CREATE TABLE line (
        order_id bigint NOT NULL REFERENCES "Order", sku text NOT NULL REFERENCES product,
        amount int NOT NULL, PRIMARY KEY (order_id, sku));
      CREATE TABLE odd (id int PRIMARY KEY, code text NOT NULL CHECK (code ~ '^[A-F]{9}$'));
      """;

  @TempDir Path folder;

  private final List<String> heard = new ArrayList<>();

  private ToolResult call(Map<String, String> files, ObjectNode arguments) {
    Toolbox toolbox =
        new Toolbox(
            List.<Tool<?>>of(
                new TrySql(new MigrationReviewer(), Content.packed(), Scratch.ON).tool()));
    ToolContext context = new ToolContext(Workspaces.of(folder, files)).heardBy(heard::add);
    return toolbox.call("try_sql", arguments, context);
  }

  private static ObjectNode sql(String sql) {
    return JsonNodeFactory.instance.objectNode().put("sql", sql);
  }

  private String shop(ObjectNode arguments) {
    ToolResult result = call(Map.of("prisma/migrations/1_shop/migration.sql", SHOP), arguments);
    assertThat(result).as(result.text()).isInstanceOf(ToolResult.Done.class);
    return result.text();
  }

  @Test
  void madeUpRowsFitKeysEnumsAndChecksAndWhatCannotBeFilledIsSaid() {
    ObjectNode arguments =
        sql(
            """
            SELECT count(*) AS n, count(DISTINCT customer_id) AS customers,
              count(DISTINCT parent) > 100 AS parents, min(rating), max(rating),
              count(DISTINCT kind) AS kinds, count(DISTINCT state) AS states FROM "Order";
            SELECT count(*), count(DISTINCT sku) FROM line;
            """);
    arguments.putObject("rows").put("customer", 50).put("Order", 2000).put("line", 5000);
    assertThat(shop(arguments))
        .contains("Tables: prisma/migrations, ")
        .contains("| 2000 | 50 | t | 1 | 5 | 2 | 2 |")
        .contains("| 5000 | 1000 |")
        .contains("line 5,000, Order 2,000")
        .contains("`odd` has no rows")
        .contains("violates check constraint")
        .contains("1 tables empty");
    assertThat(heard).contains("starting a scratch PostgreSQL");
  }

  @Test
  void explainShowsThePlanWithItsBuffers() {
    ObjectNode arguments = sql("SELECT * FROM \"Order\" WHERE customer_id IS NULL OR rating = 9");
    arguments.put("explain", true).putObject("rows").put("*", 300);
    assertThat(shop(arguments)).contains("Seq Scan on \"Order\"").contains("Buffers: shared hit");
  }

  @Test
  void aChangeOfTheSchemaShowsItsLocksAndWhatItRewrote() {
    assertThat(
            shop(
                sql(
                    "ALTER TABLE line ALTER amount TYPE bigint; CREATE INDEX CONCURRENTLY a ON line (amount); DROP TABLE odd")))
        .contains("locks: AccessExclusiveLock on line")
        .contains("rewrote line")
        .contains("2. `CREATE INDEX CONCURRENTLY a ON line (amount)`")
        .doesNotContain("ERROR");
  }

  @Test
  void anErrorHasItsPlaceAndTheNextStatementRunsUnlessAllAreOne() {
    ObjectNode arguments =
        sql("DELETE FROM line;\nSELECT nothing FROM line;\nSELECT count(*) AS rest FROM line");
    assertThat(shop(arguments))
        .contains("ERROR column \"nothing\" does not exist (2:8), SQLSTATE 42703")
        .contains("| rest |\n| --- |\n| 0 |");
    assertThat(shop(arguments.put("transaction", true)))
        .contains("One transaction: rolled back")
        .doesNotContain("| rest |");
  }

  @Test
  void anEndlessAnswerIsCutAtTheServerAndWideOnesAreShortened() {
    String text =
        shop(
            sql(
                "SELECT a.id, repeat('x', 5000) FROM \"Order\" a, \"Order\" b, \"Order\" c, \"Order\" d; SELECT * FROM \"Order\", customer, product, line, \"Order\" o2 LIMIT 1"));
    assertThat(text).contains("first 20 rows; there are more").contains("more columns");
    assertThat(text.length()).isLessThan(12_000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          COPY customer TO PROGRAM 'touch /tmp/h3' | permission denied to COPY
          COPY customer FROM '/etc/passwd' | permission denied to COPY
          COPY customer TO '/tmp/h3' | permission denied to COPY
          SELECT pg_read_file('/etc/passwd') | permission denied for function
          SELECT pg_ls_dir('/') | permission denied for function
          SELECT lo_import('/etc/passwd') | permission denied for function
          SELECT lo_export(1, '/tmp/h3') | permission denied for function
          ALTER SYSTEM SET work_mem = '1GB' | permission denied
          CREATE EXTENSION dblink | permission denied to create extension
          CREATE EXTENSION file_fdw | permission denied to create extension
          CREATE EXTENSION plpython3u | permission denied to create extension
          SET ROLE architect | permission denied
          SET SESSION AUTHORIZATION architect | permission denied
          ALTER ROLE runner SUPERUSER | permission denied
          CREATE FUNCTION f() RETURNS int LANGUAGE c AS 'libc', 'getpid' | permission denied for language c
          """)
  void nothingReachesTheMachine(String statement, String said) {
    ObjectNode arguments = sql(statement);
    arguments.putObject("rows").put("*", 0);
    assertThat(shop(arguments)).contains("ERROR").contains(said);
  }

  @Test
  void whatMigrationsLeaveInChecksRunsWithNoMoreRights() {
    String trap =
        """
        CREATE FUNCTION trap() RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN
          COPY (SELECT 1) TO PROGRAM 'cat'; RETURN true; END $$;
        CREATE TABLE trapped (id int PRIMARY KEY, n int CHECK (trap()));
        """;
    ToolResult result =
        call(Map.of("db/migrations/1_trap.sql", trap), sql("SELECT current_user, session_user"));
    assertThat(result.text())
        .contains("`trapped` has no rows: permission denied to COPY")
        .contains("| runner | runner |");
  }

  @Test
  void extensionsThatAreNotHereAreNamedAndTheRestGoesOn() {
    String migration =
        """
        CREATE EXTENSION IF NOT EXISTS "postgis";
        CREATE EXTENSION IF NOT EXISTS citext;
        CREATE TABLE place (id int PRIMARY KEY, at geometry(Point));
        CREATE TABLE town (id int PRIMARY KEY, name citext);
        """;
    ToolResult result =
        call(
            Map.of("prisma/migrations/1_geo/migration.sql", migration),
            sql("SELECT count(*) FROM town"));
    assertThat(result.text())
        .contains("Extensions not available here, so what needs them failed: postgis")
        .contains("1 statements of the migrations failed")
        .contains("migration.sql:3:1: type \"geometry\" does not exist")
        .contains("| 1000 |");
  }

  @ParameterizedTest
  @CsvSource({"-- +goose Up,-- +goose Down", "-- migrate:up,-- migrate:down"})
  void theWayBackInTheSameFileIsNotRun(String up, String down) {
    String migration = up + "\nCREATE TABLE kept (id int);\n" + down + "\nDROP TABLE kept;\n";
    assertThat(call(Map.of("migrations/1_kept.sql", migration), sql("SELECT * FROM kept")).text())
        .contains("first 20 rows");
  }

  @Test
  void aDumpMakesTheTablesAndSetupWhatIsInNoSql() {
    String dump =
        "\\restrict abc\nSET search_path = '';\nCREATE TABLE public.users (id bigint PRIMARY KEY);\n"
            + "COMMENT ON EXTENSION plpgsql IS 'x';\n";
    ToolResult result =
        call(
            Map.of(
                "db/structure.sql",
                dump,
                "db/migrate/20240101000000_a.rb",
                "class A < ActiveRecord::Migration[8.0]\nend\n"),
            sql("SELECT count(*) FROM users u JOIN more m ON m.user_id = u.id")
                .put("setup", "CREATE TABLE more (user_id bigint REFERENCES users)"));
    assertThat(result.text())
        .contains("Tables: db/structure.sql")
        .contains("| 900 |")
        .doesNotContain("failed");
  }

  @Test
  void liquibaseSqlIsRunInItsOrder() {
    String head = "--liquibase formatted sql\n--changeset a:";
    ToolResult result =
        call(
            Map.of(
                "src/main/resources/db/changelog/10-two.sql",
                head + "2\nALTER TABLE a ADD n int;\n--rollback ALTER TABLE a DROP n;\n",
                "src/main/resources/db/changelog/9-one.sql",
                head + "1\nCREATE TABLE a (id int);\n"),
            sql("SELECT max(n) FROM a"));
    assertThat(result.text())
        .contains("db/changelog (2 files)")
        .doesNotContain("failed")
        .contains("| max |");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"sql": "SELECT 'open"} | sql:1:8: this quote is never closed
          {"sql": " -- nothing"} | sql needs at least one statement
          {"sql": "SELECT 1", "rows": {"orders": 5}} | rows names 'orders', which is no table here. Tables: Order, customer
          {"sql": "SELECT 1", "rows": {"line": 2000000}} | rows of 'line' must be between
          {"sql": "SELECT 1", "migrations": "nowhere"} | There is no SQL at 'nowhere'
          {"sql": "SELECT 1", "setup": "CREATE TABEL x ()"} | setup line 1 fails: syntax error
          """)
  void aCallThatCannotBeRunSaysWhatToDo(String arguments, String said) {
    ToolResult result =
        call(
            Map.of("prisma/migrations/1_shop/migration.sql", SHOP),
            (ObjectNode) dev.deployarchitect.Given.json(arguments));
    assertThat(result).isInstanceOf(ToolResult.Retry.class);
    assertThat(result.text()).contains(said);
  }

  @Test
  void anotherEngineIsNotGuessedAt() {
    ToolResult result =
        call(
            Map.of("schema.prisma", "datasource db {\n  provider = \"mysql\"\n}\n"),
            sql("SELECT 1"));
    assertThat(result).isInstanceOf(ToolResult.Refused.class);
    assertThat(result.text()).contains("MySQL (schema.prisma:2)");
  }
}
