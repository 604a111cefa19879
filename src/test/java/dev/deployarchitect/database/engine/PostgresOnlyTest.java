package dev.deployarchitect.database.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deployarchitect.Given;
import dev.deployarchitect.Workspaces;
import dev.deployarchitect.content.Content;
import dev.deployarchitect.content.DatedTable;
import dev.deployarchitect.project.database.Engine;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** No file for PostgreSQL where the repository uses another database, on each tool of the room. */
class PostgresOnlyTest {
  private static final List<String> TOOLS =
      List.of(
          "generate_backups",
          "generate_pooling",
          "generate_replica",
          "generate_insight",
          "plan_migration",
          "review_migrations");

  @TempDir Path folder;

  private ToolContext repository(Map<String, String> files) {
    return new ToolContext(Workspaces.of(folder, files));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          generate_backups  | {}                          | Percona XtraBackup
          generate_backups  | {"service": "rds"}          | Percona XtraBackup
          generate_pooling  | {}                          | ProxySQL
          generate_pooling  | {"pooler": "pgbouncer"}     | ProxySQL
          generate_replica  | {}                          | GTID
          generate_insight  | {}                          | Performance Schema
          plan_migration    | {"change": "drop_column", "table": "t", "column": "c"} | gh-ost
          review_migrations | {"execute": true}           | gh-ost
          """)
  void aMysqlRepositoryIsToldWhatItsOwnToolsAre(String tool, String input, String instead) {
    ToolResult result =
        Given.call(
            repository(
                Map.of(
                    "config/database.yml", "production:\n  adapter: mysql2\n",
                    "compose.yaml", "services:\n  auth:\n    image: postgres:16\n",
                    "db/migration/V1__init.sql", "CREATE TABLE t (c int);\n")),
            tool,
            input);
    assertThat(result).isInstanceOf(ToolResult.Refused.class);
    assertThat(result.text())
        .contains("the repository's database is MySQL (config/database.yml:2)")
        .contains(tool + " knows PostgreSQL only")
        .contains("PostgreSQL (compose.yaml:3)")
        .contains("\"database\": \"postgresql\"")
        .contains(instead);
  }

  @Test
  void aRepositoryThatNamesNoneSaysSoAndTheCallMayNameIt() {
    ToolContext context = repository(Map.of("go.mod", "module x\n"));
    ToolResult none = Given.call(context, "generate_replica", "{}");
    assertThat(none).isInstanceOf(ToolResult.Retry.class);
    assertThat(none.text()).contains("no file of the repository says which database it uses");
    ToolResult named = Given.call(context, "generate_replica", "{\"database\":\"postgresql\"}");
    assertThat(named).isInstanceOf(ToolResult.Done.class);
    assertThat(named.text())
        .startsWith("**Written for PostgreSQL because the call says so")
        .contains("No file of the repository names a database.");
  }

  @Test
  void aCallMayOverruleTheRepositoryVisibly() {
    ToolContext context =
        repository(Map.of(".env.example", "DATABASE_URL=mysql://root@localhost/shop\n"));
    ToolResult result = Given.call(context, "generate_replica", "{\"database\":\"postgresql\"}");
    assertThat(result).isInstanceOf(ToolResult.Done.class);
    assertThat(result.text()).contains("The repository names MySQL (.env.example:1).");
  }

  @Test
  void aSecondDatabaseBesideIsNamed() {
    ToolContext context =
        repository(Map.of("package.json", "{\"dependencies\":{\"pg\":\"8\",\"mongodb\":\"6\"}}"));
    ToolResult result = Given.call(context, "generate_replica", "{}");
    assertThat(result.text())
        .startsWith("For PostgreSQL (package.json:1). The repository also names MongoDB");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "POSTGRESQL")
  void forEachOtherEngineEachToolSaysWhatToUse(Engine engine) {
    DatedTable table = DatedTable.read(Content.packed().text("tools/database/engines/instead.tsv"));
    Map<String, String> row = table.find("engine", engine.title()).orElseThrow();
    assertThat(TOOLS).allSatisfy(tool -> assertThat(row.get(tool)).isNotBlank());
  }
}
