package dev.deployarchitect.database.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.Workspaces;
import dev.deployarchitect.database.migration.MigrationReviewer;
import dev.deployarchitect.database.trial.Stage;
import dev.deployarchitect.scratch.Scratch;
import dev.deployarchitect.workspace.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every kind of plan, carried out while two versions of an application write. */
class PlanTrialTest {
  private static final String TABLES =
      """
      CREATE TABLE "Team" ("id" TEXT PRIMARY KEY);
      CREATE TABLE "User" ("id" TEXT PRIMARY KEY, "name" TEXT NOT NULL, "nick" TEXT, "score" INTEGER NOT NULL,
        "email" TEXT NOT NULL, "same" BOOLEAN NOT NULL, "teamId" TEXT);
      """;

  @TempDir private Path folder;

  private PlanTrial run(ChangeRequest request, List<PlanStep> steps) throws Exception {
    Workspace workspace =
        Workspaces.of(folder, Map.of("prisma/migrations/1_base/migration.sql", TABLES));
    try (Stage stage = Stage.open(Scratch.ON, workspace, new MigrationReviewer(), PlanTrial.ROWS)) {
      return PlanTrial.run(stage, request, steps);
    }
  }

  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource({
    "RENAME_COLUMN,name,fullName,TEXT",
    "RENAME_COLUMN,nick,alias,TEXT",
    "CHANGE_TYPE,score,scoreBig,BIGINT",
    "SET_NOT_NULL,nick,'','''none'''",
    "DROP_COLUMN,nick,'',''",
    "ADD_UNIQUE,email,'',''",
    "ADD_FOREIGN_KEY,teamId,'',Team"
  })
  void noRowIsLostAndNoWriteFails(
      ChangeRequest.Kind kind, String column, String target, String type) throws Exception {
    ChangeRequest request = new ChangeRequest(kind, "User", column, target, type);
    PlanTrial seen = run(request, ExpandContract.steps(request));
    assertThat(seen.failure()).isEmpty();
    assertThat(seen.closed()).isEmpty();
    assertThat(seen.passed()).isTrue();
    assertThat(seen.before()).isEqualTo(5_000);
    assertThat(seen.inserted()).isPositive();
    assertThat(seen.text()).contains("no row lost, no write failed");
  }

  @Test
  void aPlanThatDropsTheColumnAtOnceIsCaughtByItsWriters() throws Exception {
    ChangeRequest request =
        new ChangeRequest(ChangeRequest.Kind.RENAME_COLUMN, "User", "name", "fullName", "TEXT");
    PlanStep hasty =
        new PlanStep(
            "rename",
            "ALTER TABLE \"User\" RENAME COLUMN \"name\" TO \"fullName\";",
            "nothing",
            "",
            "none");
    PlanTrial seen = run(request, List.of(hasty));
    assertThat(seen.passed()).isFalse();
    assertThat(seen.failed()).isPositive();
    assertThat(seen.text()).contains("NOT clean").contains("column \"name\"");
  }

  @Test
  void aGateStaysClosedWhereTheDataIsNotReady() throws Exception {
    ChangeRequest request =
        new ChangeRequest(ChangeRequest.Kind.ADD_UNIQUE, "User", "same", "", "");
    PlanTrial seen = run(request, ExpandContract.steps(request));
    assertThat(seen.closed()).hasValue("the gate of 'index' counts 2 rows");
    assertThat(seen.passed()).isFalse();
  }
}
