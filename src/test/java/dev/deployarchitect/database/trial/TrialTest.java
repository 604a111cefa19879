package dev.deployarchitect.database.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.Workspaces;
import dev.deployarchitect.database.migration.MigrationReviewer;
import dev.deployarchitect.scratch.ScratchServer;
import dev.deployarchitect.text.Source;
import dev.deployarchitect.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small migrations, really run. */
class TrialTest {
  private static final String BASE =
      """
      CREATE TYPE "Plan" AS ENUM ('FREE', 'PRO');
      CREATE TABLE "User" (
        "id" TEXT PRIMARY KEY, "email" TEXT NOT NULL UNIQUE, "name" TEXT,
        "plan" "Plan" NOT NULL DEFAULT 'FREE', "status" TEXT NOT NULL);
      CREATE TABLE "Post" (
        "id" SERIAL PRIMARY KEY, "userId" TEXT NOT NULL REFERENCES "User"("id"),
        "title" VARCHAR(40) NOT NULL CHECK (length("title") > 1));
      """;

  private static ScratchServer server;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws IOException {
    server = ScratchServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private FileTrial trial(String sql, Map<String, String> more) throws IOException, SQLException {
    Map<String, String> files = new java.util.TreeMap<>(more);
    files.put("prisma/migrations/1_base/migration.sql", BASE);
    files.put("prisma/migrations/2_change/migration.sql", sql);
    Workspace workspace = Workspaces.of(folder, files);
    Series series = Series.of(workspace, new MigrationReviewer()).getFirst();
    Rehearsed seen = Rehearsed.run(server, series, 1, 2_000, Duration.ofSeconds(30), said -> {});
    assertThat(seen.broken()).isEmpty();
    assertThat(seen.trials()).hasSize(1);
    return seen.trials().getFirst();
  }

  private FileTrial trial(String sql) throws IOException, SQLException {
    return trial(sql, Map.of());
  }

  @Test
  void theWidelyCopiedBackfillIsCaughtWithItsCount() throws Exception {
    FileTrial seen =
        trial(
            """
            ALTER TABLE "User" ADD COLUMN "active" BOOLEAN DEFAULT FALSE;
            UPDATE "User" SET "active" = TRUE WHERE "active" IS NULL AND "status" = 'v7';
            ALTER TABLE "User" DROP COLUMN "status";
            """);
    assertThat(seen.broken()).isEmpty();
    assertThat(seen.statements())
        .extracting(Observation::verdict)
        .containsExactly(
            Observation.Verdict.BRIEF, Observation.Verdict.EMPTY, Observation.Verdict.LOSES);
    assertThat(TrialText.seen(seen.statements().get(1))).contains("matched 0 of 2,000 rows");
    assertThat(seen.statements().get(2).lost()).containsExactly("2,000 values of `User`.`status`");
    assertThat(seen.oldCode())
        .containsExactly("reading `User` fails: column \"status\" does not exist");
  }

  @Test
  void theSameBackfillWithoutADefaultFindsItsRows() throws Exception {
    FileTrial seen =
        trial(
            """
            ALTER TABLE "User" ADD COLUMN "active" BOOLEAN;
            UPDATE "User" SET "active" = ("status" = 'v7') WHERE "active" IS NULL;
            """);
    assertThat(seen.statements().get(1).changed()).isEqualTo(2_000);
    assertThat(seen.oldCode()).isEmpty();
  }

  @Test
  void aRewriteIsSeenWithItsLockAndWhoItBlocked() throws Exception {
    Observation seen =
        trial("ALTER TABLE \"Post\" ALTER COLUMN \"id\" TYPE BIGINT;").statements().getFirst();
    assertThat(seen.rewritten()).containsExactly(new Observation.Touched("Post", 2_000));
    assertThat(seen.locks()).contains(new Observation.Lock("Post", 2_000, "AccessExclusiveLock"));
    // One may have come in before the statement had its lock.
    assertThat(seen.reads().blocked())
        .isPositive()
        .isBetween(seen.reads().tried() - 1, seen.reads().tried());
    assertThat(seen.writes().blocked()).isPositive();
    assertThat(seen.verdict()).isEqualTo(Observation.Verdict.STOPS);
  }

  @Test
  void aConcurrentIndexAloneInItsFileBlocksNobody() throws Exception {
    FileTrial seen = trial("CREATE INDEX CONCURRENTLY \"i\" ON \"Post\" (\"title\");");
    assertThat(seen.broken()).isEmpty();
    assertThat(seen.worst()).isEqualTo(Observation.Verdict.SAFE);
    assertThat(seen.statements().getFirst().writes().blocked()).isZero();
  }

  @Test
  void aConcurrentIndexBesideAnotherStatementFailsAsPrismaRunsIt() throws Exception {
    FileTrial seen = trial("SELECT 1;\nCREATE INDEX CONCURRENTLY \"i\" ON \"Post\" (\"title\");");
    assertThat(seen.broken().orElseThrow().failure().message())
        .contains("cannot run inside a transaction block");
    assertThat(seen.worst()).isEqualTo(Observation.Verdict.FAILS);
  }

  @Test
  void anEnumValueUsedInItsOwnTransactionFailsOnlyAsPrismaRunsIt() throws Exception {
    FileTrial seen =
        trial("ALTER TYPE \"Plan\" ADD VALUE 'MAX';\nUPDATE \"User\" SET \"plan\" = 'MAX';");
    assertThat(seen.broken().orElseThrow().failure().message()).contains("unsafe use of new value");
    assertThat(seen.statements()).allMatch(o -> o.failure().isEmpty());
  }

  @Test
  void whatAnEmptyDatabaseHidesIsFoundOnRows() throws Exception {
    FileTrial seen = trial("ALTER TABLE \"Post\" ADD COLUMN \"body\" TEXT NOT NULL;");
    assertThat(seen.broken().orElseThrow().failure().state()).isEqualTo("23502");
  }

  @Test
  void theRunningVersionsInsertsAreTried() throws Exception {
    FileTrial seen =
        trial(
            """
            ALTER TABLE "Post" ADD COLUMN "body" TEXT NOT NULL DEFAULT '';
            ALTER TABLE "Post" ALTER COLUMN "body" DROP DEFAULT;
            """);
    assertThat(seen.broken()).isEmpty();
    assertThat(seen.oldCode())
        .singleElement()
        .asString()
        .startsWith("inserting into `Post` fails: null value in column \"body\"");
  }

  @Test
  void aTableOfItsOwnHasNoRowsAndNoReaders() throws Exception {
    FileTrial seen =
        trial(
            "CREATE TABLE \"New\" (\"id\" INT);\nCREATE INDEX \"i\" ON \"New\" (\"id\");\nDROP"
                + " TABLE \"New\";");
    assertThat(seen.worst()).isEqualTo(Observation.Verdict.SAFE);
    assertThat(seen.oldCode()).isEmpty();
  }

  @Test
  void aWayBackIsRunAndCompared() throws Exception {
    FileTrial good =
        trial(
            "ALTER TABLE \"Post\" ADD COLUMN \"body\" TEXT;",
            Map.of(
                "prisma/migrations/2_change/down.sql",
                "ALTER TABLE \"Post\" DROP COLUMN \"body\";"));
    assertThat(good.back()).contains("runs, and every table is as it was");
  }

  @Test
  void aWayBackThatBringsTheColumnWithoutItsValuesIsCaught() throws Exception {
    FileTrial bad =
        trial(
            "ALTER TABLE \"User\" DROP COLUMN \"name\";",
            Map.of(
                "prisma/migrations/2_change/down.sql",
                "ALTER TABLE \"User\" ADD COLUMN \"name\" TEXT;"));
    assertThat(bad.back()).contains("runs, but rows of public.\"User\" are not what they were");
  }

  @Test
  void aStatementThatDoesNotEndIsEnded() throws Exception {
    Workspace workspace =
        Workspaces.of(
            folder,
            Map.of(
                "db/migrations/1.sql",
                "SET statement_timeout = 0;\nSELECT pg_sleep(600);\nSELECT 1;"));
    Series series = Series.of(workspace, new MigrationReviewer()).getFirst();
    long start = System.nanoTime();
    Rehearsed seen = Rehearsed.run(server, series, 0, 0, Duration.ofSeconds(2), said -> {});
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    assertThat(seen.trials().getFirst().broken().orElseThrow().failure().message())
        .isEqualTo("it did not end in time");
  }

  @Test
  void brokenSqlIsNamedWithItsPlaceAndTheRestIsStillTried() throws Exception {
    FileTrial seen =
        trial("ALTER TABEL \"Post\" ADD x INT;\nALTER TABLE \"Post\" ADD COLUMN \"y\" INT;");
    assertThat(seen.broken().orElseThrow().failure().message())
        .startsWith("syntax error at or near");
    assertThat(seen.statements()).hasSize(2);
    assertThat(seen.statements().getLast().failure()).isEmpty();
  }

  @Test
  void flywayRunsByNumberAndPrismaByLetter() throws Exception {
    Workspace flyway =
        Workspaces.of(
            folder,
            Map.of("db/migration/V10__b.sql", "SELECT 1", "db/migration/V2__a.sql", "SELECT 1"));
    assertThat(Series.of(flyway, new MigrationReviewer()).getFirst().files())
        .extracting(f -> f.source().path())
        .containsExactly("db/migration/V2__a.sql", "db/migration/V10__b.sql");
  }

  @Test
  void everyKindOfColumnGetsAValue() throws Exception {
    Source types =
        new Source(
            "m/1.sql",
            """
            CREATE DOMAIN short AS VARCHAR(4);
            CREATE TYPE mood AS ENUM ('a', 'b''c');
            CREATE EXTENSION citext; CREATE EXTENSION hstore;
            CREATE TABLE t (a SMALLINT NOT NULL, b BIGINT NOT NULL, c NUMERIC(5,2) NOT NULL, d REAL NOT NULL,
              e VARCHAR(3) NOT NULL, f CHAR(2) NOT NULL, g BOOLEAN NOT NULL, h DATE NOT NULL,
              i TIMESTAMPTZ(3) NOT NULL, j TIME NOT NULL, k INTERVAL NOT NULL, l UUID NOT NULL,
              m JSONB NOT NULL, n BYTEA NOT NULL, o INET NOT NULL, p TEXT[] NOT NULL, q mood NOT NULL,
              r short NOT NULL, s TSVECTOR NOT NULL, u mood[] , v CITEXT NOT NULL, w INT4RANGE NOT NULL,
              x BIGINT GENERATED ALWAYS AS (b * 2) STORED, y INT GENERATED ALWAYS AS IDENTITY, z hstore);
            """);
    MigrationFile file = MigrationFile.of(types, "sql", Optional.empty());
    MigrationFile next =
        MigrationFile.of(
            new Source("m/2.sql", "ALTER TABLE t DROP COLUMN a;"), "sql", Optional.empty());
    Rehearsed seen =
        Rehearsed.run(
            server,
            new Series("m", List.of(file, next)),
            1,
            500,
            Duration.ofSeconds(30),
            said -> {});
    assertThat(seen.trials().getFirst().seeded()).isEmpty();
    assertThat(seen.trials().getFirst().statements().getFirst().lost())
        .containsExactly("500 values of `t`.`a`");
  }
}
