package dev.deployarchitect.database.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.deployarchitect.Architect;
import dev.deployarchitect.Workspaces;
import dev.deployarchitect.content.Content;
import dev.deployarchitect.delivery.OutsideTool;
import dev.deployarchitect.tool.ToolContext;
import dev.deployarchitect.tool.ToolResult;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolMigrationsTest {
  @TempDir private Path folder;

  private ToolResult review(Map<String, String> files) {
    return new Architect(Content.packed(), OutsideTool.none())
        .toolbox()
        .call(
            "review_migrations",
            JsonNodeFactory.instance.objectNode(),
            new ToolContext(Workspaces.of(folder, files)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Alembic         | alembic/versions/0001_base.py                     | down_revision = None
          Django          | shop/migrations/0002_order_note.py                | from django.db import migrations
          Rails           | db/migrate/20240101000000_base.rb                 | class Base < ActiveRecord::Migration[8.0]
          Laravel         | database/migrations/2024_01_01_000000_create_x.php | <?php
          Doctrine        | migrations/Version20240101000000.php              | <?php
          EF Core         | src/Data/Migrations/20240101000000_Init.cs        | class Init
          Ecto            | priv/repo/migrations/20240101000000_init.exs      | defmodule X
          Liquibase       | src/main/resources/db/changelog/001.xml           | <databaseChangeLog/>
          Knex            | migrations/20240101000000_init.js                 | exports.up
          Sequelize       | migrations/20240101000000-init.js                 | module.exports
          TypeORM         | src/migration/1700000000000-Init.ts               | class
          MikroORM        | migrations/Migration20240101000000.ts             | class
          node-pg-migrate | migrations/1700000000000_init.js                  | exports.up
          Kysely          | src/migrations/2024-01-01.ts                      | import { Kysely } from 'kysely'
          goose (Go)      | internal/db/00002_rename.go                       | goose.AddMigrationContext(up, down)
          """)
  void anotherToolsMigrationsAreNamedWithTheirPlace(String tool, String path, String text) {
    ToolResult result = review(Map.of(path, text));
    assertThat(result).isInstanceOf(ToolResult.NothingFound.class);
    assertThat(result.text())
        .contains("1 migration of %s in ".formatted(tool), "seen and not analysed")
        .doesNotContain("no migrations in this workspace");
  }

  @Test
  void theyAreNamedNextToSqlThatWasAnalysed() {
    ToolResult result =
        review(
            Map.of(
                "supabase/migrations/20240101000000_a.sql", "ALTER TABLE a DROP COLUMN b;",
                "db/migrate/20240101000000_base.rb", "class Base < ActiveRecord::Migration[8.0]"));
    assertThat(result).isInstanceOf(ToolResult.Done.class);
    assertThat(result.text())
        .contains("database/drop-column", "1 migration of Rails in db/migrate");
  }

  @Test
  void filesThatOnlyLookLikeMigrationsAreNone() {
    ToolResult result =
        review(
            Map.of(
                "docs/versions/1.0.py", "print(1)",
                "cmd/1_main.go", "package main",
                "src/migrations/index.ts", "export {}",
                ".github/workflows/changelog.yml", "name: Changelog\non: push",
                "CHANGELOG.md", "# Changes"));
    assertThat(result.text()).contains("There are no migrations in this workspace");
  }
}
