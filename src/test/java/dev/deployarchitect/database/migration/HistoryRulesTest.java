package dev.deployarchitect.database.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.Given;
import dev.deployarchitect.Workspaces;
import dev.deployarchitect.finding.Finding;
import dev.deployarchitect.project.ProjectProfile;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.workspace.Workspace;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryRulesTest {
  private static final String INIT = "CREATE TABLE \"User\" (\"id\" TEXT PRIMARY KEY);\n";

  @TempDir Path folder;

  private List<String> findings(Map<String, String> files) {
    Workspace workspace = Workspaces.of(folder, files);
    MigrationReviewer reviewer = new MigrationReviewer();
    return reviewer
        .review(workspace.paths(reviewer::reads), workspace, ProjectProfile.of(workspace))
        .stream()
        .filter(f -> HistoryRules.all().stream().anyMatch(r -> r.id().equals(f.rule().id())))
        .map(Finding::toString)
        .toList();
  }

  private static Map<String, String> prisma(String... migrations) {
    Map<String, String> files = new HashMap<>();
    for (int i = 0; i < migrations.length; i++) {
      files.put("prisma/migrations/%d_step/migration.sql".formatted(i + 1), migrations[i]);
    }
    return files;
  }

  @Test
  void aTableOfAnotherSchemaOrAViewIsNoMissingBase() {
    assertThat(
            findings(
                prisma(
                    INIT,
                    "ALTER TABLE \"auth\".\"users\" ADD COLUMN \"x\" INT;",
                    "CREATE MATERIALIZED VIEW \"Totals\" AS SELECT 1 AS n; CREATE INDEX \"t\" ON \"Totals\" (\"n\");",
                    "ALTER TABLE IF EXISTS \"Gone\" DROP COLUMN \"x\";")))
        .isEmpty();
  }

  @Test
  void aRenamedTableIsKnownByItsNewName() {
    assertThat(
            findings(
                prisma(
                    INIT,
                    "ALTER TABLE \"User\" RENAME TO \"Person\";",
                    "ALTER TABLE \"Person\" ADD COLUMN \"x\" INT;")))
        .isEmpty();
    assertThat(
            findings(
                prisma(
                    INIT,
                    "ALTER TABLE \"User\" RENAME TO \"Person\";",
                    "ALTER TABLE \"User\" ADD COLUMN \"x\" INT;")))
        .singleElement()
        .asString()
        .contains("table-not-there");
  }

  @Test
  void codeThatMayMakeTablesSilencesWhatCannotBeKnown() {
    String alter = "ALTER TABLE \"Team\" ADD COLUMN \"x\" INT;";
    assertThat(findings(prisma(INIT, alter))).singleElement().asString().contains("no-base");
    assertThat(findings(prisma(INIT + "DO $$ BEGIN PERFORM 1; END $$;\n", alter))).isEmpty();
  }

  @Test
  void flywaysVersionsAreComparedAsNumbersAndDownFilesAreNotCounted() {
    assertThat(
            findings(
                Map.of(
                    "db/migration/V1__a.sql", "CREATE TABLE a (id int);",
                    "db/migration/V10__b.sql", "ALTER TABLE b ADD COLUMN x int;",
                    "db/migration/V2__c.sql", "CREATE TABLE b (id int);",
                    "db/migration/U2__c.sql", "DROP TABLE b;")))
        .isEmpty();
  }

  @Test
  void aSchemaThatItsMigrationsMakeIsSilentThroughEveryKindOfChange() {
    Map<String, String> files =
        prisma(
            "CREATE TABLE \"User\" (\n  \"id\" SERIAL NOT NULL,\n  \"price\" DECIMAL(10, 2) NOT NULL,\n  \"a\" TEXT,\n  CONSTRAINT \"User_pkey\" PRIMARY KEY (\"id\")\n);",
            "ALTER TABLE \"User\" ADD COLUMN \"b\" TEXT, DROP COLUMN \"a\";",
            "ALTER TABLE \"User\" RENAME COLUMN \"b\" TO \"c\";");
    files.put(
        "prisma/schema.prisma",
        "datasource db {\n  provider = \"postgresql\"\n}\nmodel User {\n  id Int @id\n  price Decimal\n  c String?\n  @@index([c])\n}\n");
    assertThat(findings(files)).isEmpty();
    files.put(
        "prisma/schema.prisma",
        files.get("prisma/schema.prisma").replace("  c String?", "  d String?"));
    assertThat(findings(files))
        .hasSize(2)
        .anyMatch(f -> f.contains("no migration makes the column"))
        .anyMatch(f -> f.contains("which this model does not have"));
  }

  @Test
  void theToolShowsAFaultThatStandsInTheSchema() {
    Map<String, String> files = prisma(INIT);
    files.put(
        "prisma/schema.prisma",
        "datasource db {\n  provider = \"postgresql\"\n}\nmodel User {\n  id String @id\n}\nmodel Team {\n  id String @id\n}\n");
    assertThat(
            Given.call(new ToolContext(Workspaces.of(folder, files)), "review_migrations", "{}")
                .text())
        .contains("prisma/schema.prisma:7")
        .contains("schema-drift");
  }

  @Test
  void aMigrationEditedAfterOthersIsFoundInGitAndOneEditedBeforeIsNot() throws Exception {
    try (Git git = Git.init().setDirectory(folder.toFile()).call()) {
      commit(git, "prisma/migrations/1_init/migration.sql", INIT);
      commit(git, "prisma/migrations/1_init/migration.sql", INIT + "-- corrected at once\n");
      commit(
          git, "prisma/migrations/2_team/migration.sql", "CREATE TABLE \"Team\" (\"id\" TEXT);\n");
      commit(git, "README.md", "shop\n");
      assertThat(findings(Map.of())).isEmpty();
      commit(
          git, "prisma/migrations/2_team/migration.sql", "CREATE TABLE \"Team\" (\"id\" UUID);\n");
      assertThat(findings(Map.of())).as("nothing follows it yet").isEmpty();
      commit(git, "prisma/migrations/1_init/migration.sql", INIT + "SELECT 1;\n");
      assertThat(findings(Map.of()))
          .singleElement()
          .asString()
          .contains("edited-migration")
          .contains("1_init");
    }
  }

  private void commit(Git git, String path, String text) throws Exception {
    Workspaces.write(folder, path, text);
    git.add().addFilepattern(".").call();
    git.commit()
        .setMessage(path)
        .setAuthor("t", "t@example.com")
        .setCommitter("t", "t@example.com")
        .setSign(false)
        .call();
  }
}
