package dev.deployarchitect.database.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.deployarchitect.Architect;
import dev.deployarchitect.Workspaces;
import dev.deployarchitect.content.Content;
import dev.deployarchitect.delivery.OutsideTool;
import dev.deployarchitect.scratch.Scratch;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import dev.deployarchitect.workspace.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A change that makes no sense for the schema is refused, by the tool, in a sentence. */
class PremisesTest {
  private static final String TABLES =
      """
      CREATE TYPE "Role" AS ENUM ('MEMBER', 'ADMIN');
      CREATE SCHEMA "auth";
      CREATE TABLE "auth"."Login" ("id" TEXT PRIMARY KEY);
      CREATE TABLE "Pair" ("a" TEXT, "b" TEXT, PRIMARY KEY ("a", "b"));
      CREATE TABLE "Team" ("id" INTEGER PRIMARY KEY);
      CREATE TABLE "Log" ("id" BIGINT, "at" DATE) PARTITION BY RANGE ("at");
      CREATE TABLE "User" ("id" TEXT PRIMARY KEY, "name" TEXT NOT NULL, "nick" TEXT UNIQUE, "teamId" INTEGER
        REFERENCES "Team" ("id"), "code" INTEGER, "role" "Role", "big" BIGSERIAL, "data" JSON,
        "upper" TEXT GENERATED ALWAYS AS (upper("name")) STORED);
      CREATE VIEW "codes" AS SELECT "code" FROM "User";
      """;

  @TempDir private Path folder;

  private ToolResult call(String arguments) throws Exception {
    Workspace workspace =
        Workspaces.of(folder, Map.of("prisma/migrations/1_base/migration.sql", TABLES));
    return new Architect(Content.packed(), OutsideTool.none(), Scratch.ON)
        .toolbox()
        .call("plan_migration", new ObjectMapper().readTree(arguments), new ToolContext(workspace));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          drop_column; Nobody; x | make no table "Nobody"
          drop_column; User; x | has no column "x"
          drop_column; Login; id | lies in the schema "auth"
          drop_column; User; id | belongs to the primary key
          drop_column; User; code | view codes depends on column code
          drop_column; User; upper | is generated
          add_unique; Log; id | is partitioned
          rename_column; User; name; new_column=nick | has a column "nick" (text) already
          rename_column; User; name; new_column=n; type=INTEGER | is text, not INTEGER
          change_type; User; nick; new_column=n; type=TEXT | is text already
          change_type; User; name; new_column=n; type=NOTYPE | type "notype" does not exist
          change_type; User; big; new_column=n; type=INTEGER | takes its values from a sequence
          change_type; User; code; new_column=n; type=DATE | cannot cast type integer to date
          set_not_null; User; name; type='x' | is NOT NULL already
          set_not_null; User; code; type='x' | invalid input syntax for type integer
          set_not_null; User; nick; type='x' | is unique (User_nick_key)
          add_unique; User; nick | is unique already: User_nick_key
          add_unique; User; data | cannot be unique
          add_foreign_key; User; teamId; type=Team | refers to "Team" already
          add_foreign_key; User; nick; type=Team | cannot refer to "Team"
          add_foreign_key; User; nick; type=Gone | make no table "Gone"
          add_foreign_key; User; nick; type=Pair | a primary key of 2 columns
          backfill; User; name; expression='x' | no row waits
          backfill; User; code; expression=lower("nothing") | column "nothing" does not exist
          replace_enum_value; User; name; type=Role; old_value=ADMIN; new_value=O | is text, not the enum
          replace_enum_value; User; role; type=Role; old_value=BOSS; new_value=O | has no value 'BOSS'
          primary_key_bigint; User; id | is text, not an integer key
          primary_key_bigint; User; code | is not the primary key
          """)
  void isRefused(String given, String why) throws Exception {
    List<String> words = List.of(given.split("; ", -1));
    StringBuilder json =
        new StringBuilder(
            "{\"change\":\"%s\",\"table\":\"%s\",\"column\":\"%s\""
                .formatted(words.get(0), words.get(1), words.get(2)));
    for (String more : words.subList(3, words.size())) {
      int sign = more.indexOf('=');
      json.append(
          ",\"%s\":\"%s\""
              .formatted(more.substring(0, sign), more.substring(sign + 1).replace("\"", "\\\"")));
    }
    ToolResult result = call(json.append('}').toString());
    assertThat(result).as(result.text()).isInstanceOf(ToolResult.Retry.class);
    assertThat(result.text()).contains(why);
  }

  @Test
  void twoPlansOnOneColumnAreTwoFolders() throws Exception {
    String unique = "{\"change\":\"add_unique\",\"table\":\"User\",\"column\":\"code\"}";
    String key =
        "{\"change\":\"add_foreign_key\",\"table\":\"User\",\"column\":\"code\",\"type\":\"Team\"}";
    List<String> first = paths(call(unique));
    List<String> second = paths(call(key));
    assertThat(first)
        .isNotEmpty()
        .allMatch(p -> p.startsWith("migration-plan/User.code/add_unique/"));
    assertThat(second).isNotEmpty().doesNotContainAnyElementsOf(first);
    assertThat(first).anyMatch(p -> p.endsWith("/down.sql"));
  }

  private static List<String> paths(ToolResult result) {
    assertThat(result).as(result.text()).isInstanceOf(ToolResult.Done.class);
    return ((ToolResult.Done) result).files().stream().map(f -> f.artifact().path()).toList();
  }

  @Test
  void aPlanWhoseOwnRunFailsIsNotDelivered() throws Exception {
    // Made-up keys of the other table end before this value.
    ToolResult result =
        call(
            "{\"change\":\"set_not_null\",\"table\":\"User\",\"column\":\"teamId\",\"type\":\"999999\"}");
    assertThat(result).as(result.text()).isInstanceOf(ToolResult.Failed.class);
    assertThat(result.text()).contains("failed when it was carried out", "foreign key");
  }

  @Test
  void aChangeOfTypeIsRefusedWhereTheColumnCannotBeRead() throws Exception {
    ToolResult result =
        new Architect(Content.packed(), OutsideTool.none())
            .toolbox()
            .call(
                "plan_migration",
                new ObjectMapper()
                    .readTree(
                        "{\"change\":\"change_type\",\"table\":\"User\",\"column\":\"code\",\"new_column\":\"n\",\"type\":\"BIGINT\"}"),
                new ToolContext(
                    Workspaces.of(folder, Map.of("prisma/migrations/1/migration.sql", TABLES))));
    assertThat(result).as(result.text()).isInstanceOf(ToolResult.Retry.class);
    assertThat(result.text()).contains("\"User\".\"code\" cannot be read here");
  }
}
