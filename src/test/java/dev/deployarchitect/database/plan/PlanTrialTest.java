package dev.deployarchitect.database.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.Workspaces;
import dev.deployarchitect.database.migration.MigrationReviewer;
import dev.deployarchitect.database.trial.Stage;
import dev.deployarchitect.scratch.Scratch;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.workspace.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every kind of plan, carried out and undone step by step on a real PostgreSQL while the versions
 * of an application write, and its catalog compared with what a direct change gives.
 */
class PlanTrialTest {
  private static final String TABLES =
      """
      CREATE TYPE "Role" AS ENUM ('MEMBER', 'ADMIN');
      CREATE TABLE "Team" ("code" TEXT PRIMARY KEY);
      CREATE TABLE "User" ("id" TEXT PRIMARY KEY, "name" TEXT NOT NULL, "nick" TEXT,
        "score" INTEGER NOT NULL DEFAULT 0 CHECK ("score" >= 0), "email" TEXT NOT NULL, "same" BOOLEAN NOT NULL,
        "teamId" TEXT, "role" "Role" NOT NULL DEFAULT 'ADMIN', "level" VARCHAR(20) NOT NULL DEFAULT 'x',
        "number" TEXT NOT NULL, "at" TIMESTAMP(3), "data" JSON, "groupId" TEXT REFERENCES "Team" ("code"));
      CREATE UNIQUE INDEX "User_name_key" ON "User" ("name");
      CREATE INDEX "lower_name" ON "User" (lower("name"), "email") WHERE "name" <> 'x';
      COMMENT ON COLUMN "User"."name" IS 'it''s a name';
      ALTER TABLE "User" ALTER COLUMN "name" SET STATISTICS 500;
      GRANT SELECT ("name", "score") ON "User" TO PUBLIC;
      CREATE VIEW "names" AS SELECT "name" FROM "User";
      ALTER TABLE "User" ADD CONSTRAINT "User_score_teamId_key" UNIQUE ("score", "teamId");
      CREATE INDEX "User_score_idx" ON "User" ("score" DESC) WHERE "score" > 0;
      COMMENT ON COLUMN "User"."score" IS 'points';
      CREATE TABLE "Order" ("id" SERIAL PRIMARY KEY, "note" TEXT);
      CREATE TABLE "Item" ("id" TEXT PRIMARY KEY, "orderId" INTEGER REFERENCES "Order" ("id") ON DELETE CASCADE);
      CREATE TABLE "Ticket" ("id" INTEGER GENERATED ALWAYS AS IDENTITY PRIMARY KEY, "note" TEXT);
      CREATE TABLE "Reply" ("id" TEXT PRIMARY KEY, "ticketId" INTEGER REFERENCES "Ticket" ("id"));
      """;

  @TempDir private Path folder;

  private Stage stage() throws Exception {
    Workspace workspace =
        Workspaces.of(folder, Map.of("prisma/migrations/1_base/migration.sql", TABLES));
    Stage stage =
        Stage.open(Scratch.ON, new ToolContext(workspace), new MigrationReviewer(), PlanTrial.ROWS);
    assertThat(stage.broken()).isEmpty();
    return stage;
  }

  private PlanTrial run(ChangeRequest request) throws Exception {
    try (Stage stage = stage()) {
      return run(stage, request);
    }
  }

  private static PlanTrial run(Stage stage, ChangeRequest request) throws Exception {
    assertThat(Premises.fault(stage, request)).isEmpty();
    Plan plan = Plans.of(stage, request);
    boolean retyped = request.kind() == ChangeRequest.Kind.CHANGE_TYPE;
    stage.fill(request.table(), request.column(), retyped ? request.type() : "");
    return PlanTrial.run(stage, plan, said -> {});
  }

  private static void isClean(PlanTrial seen) {
    assertThat(seen.passed()).as(seen.text()).isTrue();
    assertThat(seen.before()).isEqualTo(5_000);
    assertThat(seen.inserted()).isPositive();
    assertThat(seen.text())
        .contains("no row lost, no write failed", "undone, the catalog compared");
    assertThat(seen.lines()).last().asString().startsWith("at the end: the catalog compared");
  }

  @ParameterizedTest(name = "{0} of {1} {2} {3}")
  @CsvSource({
    "RENAME_COLUMN,name,fullName,TEXT",
    "RENAME_COLUMN,nick,alias,''",
    "RENAME_COLUMN,score,points,INTEGER",
    "RENAME_COLUMN,role,rank,''",
    "RENAME_COLUMN,data,payload,''",
    "RENAME_COLUMN,groupId,crowdId,''",
    "CHANGE_TYPE,score,scoreBig,BIGINT",
    "CHANGE_TYPE,number,numberInt,INTEGER",
    "CHANGE_TYPE,level,levelText,TEXT",
    "CHANGE_TYPE,nick,rank,'\"Role\"'",
    "CHANGE_TYPE,at,atZone,TIMESTAMPTZ(3)",
    "CHANGE_TYPE,groupId,groupCode,VARCHAR(40)",
    "SET_NOT_NULL,nick,'','''none'''",
    "DROP_COLUMN,nick,'',''",
    "DROP_COLUMN,score,'',''",
    "DROP_COLUMN,email,'',''",
    "DROP_COLUMN,groupId,'',''",
    "ADD_UNIQUE,email,'',''",
    "ADD_FOREIGN_KEY,teamId,'',Team"
  })
  void noRowIsLostNoWriteFailsAndNothingOfTheColumnIsLost(
      ChangeRequest.Kind kind, String column, String target, String type) throws Exception {
    isClean(run(new ChangeRequest(kind, "User", column, target, type)));
  }

  @Test
  void aColumnIsSplitWhileItsVersionsWrite() throws Exception {
    List<ChangeRequest.Derived> names =
        List.of(
            new ChangeRequest.Derived("first", "TEXT", "split_part(value, 'v', 1)"),
            new ChangeRequest.Derived("second", "TEXT", "nullif(split_part(value, 'v', 2), '7')"));
    isClean(
        run(new ChangeRequest(ChangeRequest.Kind.SPLIT_COLUMN, "User", "email", "", "", names)));
  }

  @Test
  void rowsWithoutAValueAreFilledAndOnlyThose() throws Exception {
    PlanTrial seen =
        run(new ChangeRequest(ChangeRequest.Kind.BACKFILL, "User", "nick", "", "lower(\"name\")"));
    isClean(seen);
    assertThat(seen.text())
        .containsPattern("backfill: \\d+ rows")
        .contains("0 rows hold something else");
  }

  @Test
  void aValueOfAnEnumIsReplacedAlsoAsTheDefaultAndKeptOut() throws Exception {
    PlanTrial seen =
        run(
            new ChangeRequest(
                ChangeRequest.Kind.REPLACE_ENUM_VALUE,
                "User",
                "role",
                "OWNER",
                "Role",
                List.of(new ChangeRequest.Derived("ADMIN", "Role", "value"))));
    isClean(seen);
    assertThat(seen.text())
        .contains("step 'default'", "step 'guard': its gate counts 0", "step 'validate'");
  }

  @ParameterizedTest
  @CsvSource({"Order,id", "Ticket,id"})
  void anIntegerKeyBecomesABigintWithItsForeignKeys(String table, String key) throws Exception {
    ChangeRequest request =
        new ChangeRequest(ChangeRequest.Kind.PRIMARY_KEY_BIGINT, table, key, "", "");
    try (Stage stage = stage()) {
      isClean(run(stage, request));
      // Past the end of an integer, by the sequence the table had, and seen by the foreign key.
      stage.run(
          "SELECT setval(pg_get_serial_sequence('\"%s\"', 'id'), 3000000000);".formatted(table)
              + "INSERT INTO \"%s\" (\"note\") VALUES ('large');".formatted(table));
      assertThat(stage.ask("SELECT max(\"id\") FROM \"%s\"".formatted(table)))
          .isEqualTo(3_000_000_001L);
    }
  }

  private PlanTrial wrong(ChangeRequest request, PlanStep... steps) throws Exception {
    try (Stage stage = stage()) {
      Plan right = Plans.of(stage, request);
      stage.fill(request.table(), request.column(), "");
      Plan wrong =
          new Plan(request, right.facts(), List.of(steps), right.backfill(), right.direct());
      return PlanTrial.run(stage, wrong, said -> {});
    }
  }

  private static final PlanStep BACKFILL = ExpandContract.backfill("");

  @Test
  void aCheckBeforeTheBackfillIsCaughtByTheVersionThatStillRuns() throws Exception {
    String alter = "ALTER TABLE \"User\" ";
    PlanTrial seen =
        wrong(
            new ChangeRequest(ChangeRequest.Kind.SET_NOT_NULL, "User", "nick", "", "'none'"),
            new PlanStep(
                "expand",
                alter + "ADD CONSTRAINT \"set\" CHECK (\"nick\" IS NOT NULL) NOT VALID;",
                "every writer sets nick from now on",
                "",
                ""),
            BACKFILL,
            new PlanStep("validate", alter + "VALIDATE CONSTRAINT \"set\";", "", "", ""),
            new PlanStep("contract", alter + "ALTER COLUMN \"nick\" SET NOT NULL;", "", "", ""));
    assertThat(seen.passed()).isFalse();
    assertThat(seen.failure()).contains("violates check constraint \"set\"");
    assertThat(seen.text()).contains("NOT clean");
  }

  @Test
  void aRenameThatLosesWhatTheColumnHadIsCaughtByTheCatalog() throws Exception {
    ChangeRequest request =
        new ChangeRequest(ChangeRequest.Kind.RENAME_COLUMN, "User", "email", "mail", "TEXT");
    PlanTrial seen =
        wrong(
            request,
            new PlanStep(
                "expand",
                """
                ALTER TABLE "User" ADD COLUMN "mail" TEXT;
                CREATE FUNCTION s() RETURNS trigger LANGUAGE plpgsql AS $s$ BEGIN
                  IF TG_OP = 'INSERT' THEN
                    NEW."mail" := COALESCE(NEW."mail", NEW."email");
                    NEW."email" := COALESCE(NEW."email", NEW."mail", gen_random_uuid()::text);
                  ELSIF NEW."email" IS DISTINCT FROM OLD."email" THEN NEW."mail" := NEW."email";
                  ELSIF NEW."mail" IS DISTINCT FROM OLD."mail" THEN NEW."email" := COALESCE(NEW."mail", OLD."email");
                  END IF;
                  RETURN NEW; END $s$;
                CREATE TRIGGER s BEFORE INSERT OR UPDATE ON "User" FOR EACH ROW EXECUTE FUNCTION s();
                """,
                "",
                "",
                ""),
            BACKFILL,
            new PlanStep("switch", "", "", "", ""),
            new PlanStep(
                "contract",
                // At once: between two statements a write would fail, now and then.
                "DO $do$ BEGIN DROP TRIGGER s ON \"User\"; DROP FUNCTION s(); ALTER TABLE \"User\" DROP COLUMN \"email\"; END $do$;",
                "",
                "",
                ""));
    assertThat(seen.failure()).isEmpty();
    assertThat(seen.passed()).isFalse();
    assertThat(seen.differences())
        .anyMatch(d -> d.contains("missing: column \"User\".mail text NOT NULL"))
        .anyMatch(d -> d.contains("missing: index"));
  }

  @Test
  void anUndoThatLeavesSomethingBehindIsCaught() throws Exception {
    PlanTrial seen =
        wrong(
            new ChangeRequest(ChangeRequest.Kind.BACKFILL, "User", "nick", "", "'x'"),
            new PlanStep("release", "", "", "", ""),
            new PlanStep(
                    "prepare", "CREATE INDEX IF NOT EXISTS \"p\" ON \"User\" (\"id\");", "", "", "")
                .undoneBy("SELECT 1;"));
    assertThat(seen.passed()).isFalse();
    assertThat(seen.differences())
        .anyMatch(d -> d.contains("after 'prepare' was undone: left behind: index"));
  }

  @Test
  void aPlanThatDropsTheColumnAtOnceIsCaughtByItsWriters() throws Exception {
    PlanTrial seen =
        wrong(
            new ChangeRequest(ChangeRequest.Kind.RENAME_COLUMN, "User", "email", "mail", "TEXT"),
            new PlanStep(
                "rename",
                "ALTER TABLE \"User\" RENAME COLUMN \"email\" TO \"mail\";",
                "nothing",
                "",
                "none"));
    assertThat(seen.passed()).isFalse();
    assertThat(seen.failed()).isPositive();
    assertThat(seen.text()).contains("NOT clean").contains("column \"email\"");
  }

  @Test
  void aGateStaysClosedWhereTheDataIsNotReady() throws Exception {
    PlanTrial seen = run(new ChangeRequest(ChangeRequest.Kind.ADD_UNIQUE, "User", "same", "", ""));
    assertThat(seen.closed()).hasValue("the gate of 'index' counts 2 rows");
    assertThat(seen.passed()).isFalse();
    assertThat(seen.clean()).isTrue();
  }
}
