package dev.deployarchitect.database.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.Workspaces;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.workspace.Workspace;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a migration's statements are, in shapes met in teams' own repositories. */
class MigrationKindsTest {
  private static final String BASE =
      """
      CREATE TABLE "people" ("id" INTEGER NOT NULL, "flag" BOOLEAN, "name" TEXT, "status" TEXT,
        "emailVerified" TIMESTAMP(3), "userId" TEXT, "code" INTEGER, "label" VARCHAR(20), "free" VARCHAR,
        "price" NUMERIC(8,2), "at" TIMESTAMP(3), "kind" CHAR(2), CONSTRAINT "p" PRIMARY KEY ("id"));
      CREATE TYPE "Role" AS ENUM ('A');
      CREATE TYPE "Level" AS ENUM ('B');
      """;

  @TempDir private Path folder;

  /** The ids of the rules that find something in a migration after {@link #BASE}. */
  private List<String> rules(String sql) {
    return rules(Map.of("prisma/migrations/2_change/migration.sql", sql));
  }

  private List<String> rules(Map<String, String> files) {
    Map<String, String> all = new HashMap<>(files);
    all.put("prisma/migrations/1_base/migration.sql", BASE);
    Workspace workspace = Workspaces.of(folder, all);
    MigrationReviewer reviewer = new MigrationReviewer();
    return reviewer
        .review(workspace.paths(reviewer::reads), workspace, ProjectProfile.of(workspace))
        .stream()
        .filter(f -> !f.rule().strict())
        .map(f -> f.rule().id().replace("database/", ""))
        .filter(id -> !id.startsWith("no-"))
        .sorted()
        .toList();
  }

  @ParameterizedTest(name = "{0} for {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "flag"          | "nickname" TEXT         | drop-column
          "emailVerified" | "email" TEXT            | drop-column
          "userId"        | "teamId" TEXT           | drop-column
          "name"          | "fullName" TEXT         | replaced-column
          "userId"        | "user_id" TEXT          | replaced-column
          "status"        | "statuses" TEXT         | replaced-column
          "code"          | "code" TEXT             | replaced-column
          """)
  void aDroppedColumnIsReplacedOnlyByOneThatBelongsToIt(String old, String added, String rule) {
    String sql = "ALTER TABLE \"people\" DROP COLUMN %s, ADD COLUMN %s;".formatted(old, added);
    assertThat(rules(sql)).containsExactly(rule);
  }

  @Test
  void aCopyIsEvidenceWhateverTheNames() {
    String around =
        "ALTER TABLE \"people\" ADD COLUMN \"active\" BOOLEAN; %s ALTER TABLE \"people\" DROP COLUMN \"status\";";
    assertThat(
            rules(
                around.formatted(
                    "UPDATE \"people\" SET \"active\" = (\"status\" = 'on') WHERE \"id\" > 0;")))
        .containsExactly("replaced-column");
    assertThat(rules(around.formatted("UPDATE \"people\" SET \"active\" = true WHERE \"id\" > 0;")))
        .containsExactly("drop-column");
  }

  @Test
  void eachDropIsPairedWithItsOwnColumn() {
    assertThat(
            rules(
                """
                ALTER TABLE "people" DROP COLUMN "flag", DROP COLUMN "name", ADD COLUMN "fullName" TEXT,
                  ADD COLUMN "city" TEXT;
                """))
        .containsExactly("drop-column", "replaced-column");
  }

  @ParameterizedTest(name = "{0} to {1}")
  @CsvSource({
    "label,VARCHAR(200),false",
    "label,TEXT,false",
    "label,VARCHAR(10),true",
    "name,citext,false",
    "name,VARCHAR(10),true",
    "code,TEXT,true",
    "code,BIGINT,true",
    "kind,TEXT,true",
    "free,VARCHAR(30),true",
    "'price','NUMERIC(10,2)',false",
    "'price','NUMERIC(10,3)',true",
    "at,TIMESTAMP(6),false",
    "at,TIMESTAMPTZ(3),true",
    "unknown,TEXT,false",
    "unknown,BIGINT,true"
  })
  void onlyATypeThatRewritesTheTableIsSaidTo(String column, String type, boolean rewrites) {
    String sql =
        "ALTER TABLE \"people\" ALTER COLUMN \"%s\" SET DATA TYPE %s;".formatted(column, type);
    assertThat(rules(sql).contains("type-change")).isEqualTo(rewrites);
  }

  @Test
  void aValueOfAnEnumIsUsedOnlyWhereItsTransactionUsesIt() {
    assertThat(
            rules(
                """
                ALTER TYPE "Role" ADD VALUE 'OWNER';
                ALTER TYPE "Level" ADD VALUE 'OWNER';
                CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN
                  PERFORM 1 FROM "people" WHERE "name" = 'OWNER'; RETURN 1; END $$;
                """))
        .isEmpty();
    assertThat(
            rules(
                "ALTER TYPE \"Role\" ADD VALUE 'OWNER'; COMMIT; UPDATE \"people\" SET \"name\" = 'OWNER' WHERE \"id\" = 1;"))
        .doesNotContain("enum-value-used");
    assertThat(
            rules(
                "ALTER TYPE \"Role\" ADD VALUE 'OWNER'; DO $$ BEGIN UPDATE \"people\" SET \"name\" = 'OWNER' WHERE \"id\" = 1; END $$;"))
        .containsExactly("enum-value-used");
  }

  @Test
  void cascadeIsNoTable() {
    assertThat(rules("DROP TABLE IF EXISTS \"people\" CASCADE;")).containsExactly("drop-table");
    assertThat(rules("DROP TABLE \"people\", \"other\" RESTRICT;"))
        .containsExactly("drop-table", "drop-table");
  }

  @Test
  void theWhereOfASubqueryBoundsNothing() {
    assertThat(
            rules(
                "UPDATE \"people\" SET \"name\" = (SELECT 'x' FROM \"o\" WHERE \"o\".\"id\" = 1);"))
        .containsExactly("unbounded-write");
    assertThat(rules("UPDATE \"people\" SET \"name\" = (SELECT 'x') WHERE \"id\" = 1;")).isEmpty();
  }

  @Test
  void aLooseFileNextToPrismasFoldersHasNoPlaceInTheirOrder() {
    assertThat(
            rules(
                Map.of(
                    "prisma/migrations/2_change/migration.sql",
                    "CREATE TABLE \"later\" (\"id\" TEXT PRIMARY KEY);",
                    "prisma/migrations/0_seed.sql",
                    "UPDATE \"later\" SET \"id\" = 'x' WHERE \"id\" = 'y';")))
        .isEmpty();
  }
}
